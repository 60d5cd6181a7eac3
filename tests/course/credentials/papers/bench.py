"""How long a certificate takes once the compiler is warm; called by `run.py bench`."""

from statistics import median
from time import perf_counter

from wirwissen.course.credentials.papers.render import Paper, render

from . import samples


def measure_certificate(runs: int = 20) -> float:
    """Seconds for one certificate, median of `runs`, each for another person."""
    seconds = []
    for i in range(runs + 1):
        facts = samples.certificate(
            name=f"{samples.NAMES[i % len(samples.NAMES)]} {i}",
            verification_url=f"https://kurs.example.org/pruefen/2027-{i:04d}/",
        )
        start = perf_counter()
        render(Paper.CERTIFICATE, facts=facts.as_json(), issued_at=samples.ISSUED_AT)
        seconds.append(perf_counter() - start)
    return median(seconds[1:])  # the first one reads fonts and files
