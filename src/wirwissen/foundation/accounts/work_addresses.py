"""Whether an address looks like one at work: colleagues and administrators read such mailboxes.

A local list, nothing is looked up. It warns and refuses nobody: it cannot know every employer, and
a name such as `klinik` may stand in a private one. Pure: no Django, no network.
"""

import re

# Mailboxes people have for themselves. Checked first: `caritas@gmx.de` is nobody's work.
PRIVATE = frozenset(
    {
        "aol.com", "aol.de", "arcor.de", "bluewin.ch", "disroot.org",
        "fastmail.com", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de",
        "gmx.net", "googlemail.com", "hotmail.com", "hotmail.de", "hushmail.com", "icloud.com",
        "kabelmail.de", "live.com", "live.de", "mac.com", "mail.com", "mail.de", "mailbox.org",
        "mailfence.com", "me.com", "msn.com", "netcologne.de", "online.de",
        "outlook.com", "outlook.de", "posteo.at", "posteo.ch", "posteo.de", "posteo.net",
        "proton.me", "protonmail.ch", "protonmail.com", "riseup.net", "startmail.com",
        "systemli.org", "t-online.de", "tuta.com", "tutanota.com", "tutanota.de",
        "vodafone.de", "vodafonemail.de", "web.de", "yahoo.com", "yahoo.de", "ymail.com",
    }
)  # fmt: skip

# Whole domains: sponsors of clinics and services, churches, authorities.
EMPLOYERS = frozenset(
    {
        "admin.ch", "alexianer.de", "ameos.eu", "asklepios.com", "awo.org", "bdks.de",
        "bethel.de", "bund.de", "bundeswehr.org", "caritas.de", "charite.de",
        "diakonie.de", "drk.de", "ekd.de", "gv.at", "helios-gesundheit.de",
        "johanniter.de", "kbo.de", "lvr.de", "lwl.org", "malteser.org",
        "mediclin.de", "muenchen.de", "pfalzklinikum.de", "psychiatrie.de", "sana.de",
        "schoen-klinik.de", "sozialpsychiatrie-bw.de", "srh.de", "stuttgart.de",
        "uk-koeln.de", "vitos.de", "vivantes.de", "zfp-zentrum.de",
    }
)  # fmt: skip

# Parts that stand in the names of workplaces.
_WORDS = re.compile(
    r"klinik|klinikum|krankenhaus|hospital|psychiatr|psychotherap|\bpraxis|praxis\b|reha\b|rehab"
    r"|sozialdienst|sozialwerk|jugendamt|jugendhilfe|lebenshilfe|eingliederung|beratungsstelle"
    r"|diakon|caritas|\bawo\b|\basb\b|\bdrk\b|johanniter|malteser|paritaet|pflegedienst|pflegeheim"
    r"|seniorenheim|gesundheitsamt|landkreis|\bkreis\b|\bstadt\b|gemeinde|bezirk|ministerium"
    r"|landesamt|landratsamt|\bpolizei\b|\bjustiz\b|\bschule\b|gymnasium|\bgmbh\b|\bggmbh\b"
    r"|\buni\b|universit|hochschule|\bfh\b|\bth\b|\btu\b|\bukl?\b"
)


def looks_like_work_address(email: str) -> bool:
    """Whether to say "that looks like an address at work". Nonsense looks like none."""
    domain = email.strip().lower().rpartition("@")[2].rstrip(".")
    if not domain or "." not in domain or "@" not in email:
        return False
    owner = ".".join(domain.split(".")[-2:])
    if domain in PRIVATE or owner in PRIVATE:
        return False
    return owner in EMPLOYERS or bool(_WORDS.search(domain))
