# Short names for run.py, which does the work (and runs without make).
.PHONY: setup demo test check fix bench messages shots lock

setup demo test check fix bench messages shots:
	python3 run.py $@

# Renew the locked versions. Needs uv; writes no address of any registry into the files.
LOCK = uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11
lock:
	$(LOCK) --upgrade --group dev pyproject.toml -o requirements-dev.lock
	$(LOCK) --constraint requirements-dev.lock pyproject.toml -o requirements.lock
