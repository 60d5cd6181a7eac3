"""The invented people of the demo. Any likeness is chance."""

GROUP = (
    "Ayla Demirci", "Bernd Kaltenbach", "Carmen Ruiz Vogt", "Dagmar Hollstein", "Emre Yıldız",
    "Frauke Petersen", "Gregor Mazur", "Hanne Ohlendorf", "Ines Brandhorst", "Jannik Freese",
    "Kerstin Aulbach", "Lior Weisz", "Mara Lindner", "Nele Hagedorn", "Oleh Kravets",
    "Patrizia Sommerfeld", "Ruth Tschirner", "Wiebke von der Heyde",
)  # fmt: skip
CLOSED = (
    "Anke Westerkamp", "Björn Halvorsen", "Claudia Niemeyer", "Dennis Okoro", "Elif Arslan",
    "Florian Bäcker", "Gesine Rohloff", "Hakan Öztürk", "Irina Sokolowa", "Jutta Vennemann",
    "Karsten Diel", "Lena Marquardt", "Milan Šimek", "Nora Thielen", "Olaf Brinkmann",
)  # fmt: skip
APPLICANTS = (
    "Agnes Behrendt", "Bela Farkas", "Christa Möhring", "Daniela Kurth", "Erik Lammers",
    "Fatma Şahin", "Georg Wimmer", "Heike Stallmann", "Ilja Berger", "Jana Köster",
    "Kai Rosenau", "Leonie Plate", "Malte Hansen", "Theo Anselm", "Nina Grabowski",
    "Ole Petersen-Lund", "Paula Reimers", "Rashid Khalil", "Sabine Oster", "Tarek Mansour",
    "Ulrike Fendel", "Viola Hartung", "Walter Zeisig", "Xenia Adamek", "Yusuf Kaya",
    "Zofia Nowak", "Arne Tiedemann", "Birte Claasen", "Cem Aydın", "Dirk Vossberg",
    "Lale Özdemir", "Doris Uhlmann", "Edda Ruhland",
)  # fmt: skip
GUESTS = (
    "Marlies", "Samir B.", "Frau Teichert", "Ben", "Conny W.", "Herr Adler", "Uschi", "Dilan",
    "Peer", "Katja M.", "Rosa", "Herr Winkler", "Tomma", "Jo",
)  # fmt: skip
MOTIVATIONS = (
    "Nach meiner letzten Krise hat mir ein Mensch geholfen, der selbst schon dort gewesen war. Das "
    "möchte ich auch einmal für jemanden sein. Ich habe gelernt, um Hilfe zu bitten.",
    "Seit drei Jahren leite ich mit zwei anderen eine Selbsthilfegruppe. Ich merke, wo mir das "
    "Handwerk fehlt. Ich möchte meine Erfahrung so teilen, dass sie anderen Raum lässt.",
    "Ich war lange still über das, was ich erlebt habe. In der Tagesstätte hat sich das geändert. "
    "Jetzt möchte ich lernen, gut zuzuhören, ohne mich selbst zu verlieren.",
    "Ich arbeite gern mit Menschen. Meine Krise gehört zu mir und ist heute ein Wissen. Dieses "
    "Wissen soll nicht nur in mir bleiben.",
)
ANCHORS = (
    "Meine Schwester, der Garten und der Dienstagabend im Chor.",
    "Eine feste Woche, Spaziergänge am Rhein und zwei gute Freunde.",
    "Mein Hund, meine Gruppe und genug Schlaf.",
)
