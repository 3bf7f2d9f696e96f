#!/usr/bin/env python3
"""Makes the models and expected scores of fixtures/scores.

    python3 -m venv v && v/bin/pip install -r Scripts/pmml-requirements.txt
    v/bin/python Scripts/make-pmml-fixtures.py

needs a Java runtime besides: sklearn2pmml and jpmml_evaluator bring jars of JPMML. The models are made by two
exporters that are not ours (sklearn2pmml, nyoka) and, for what neither writes - scorecards, transformations, missing
values - stand here as PMML. The scores are those of JPMML's evaluator, and for exported models of scikit-learn itself:
the two must agree to 1e-9, or nothing is written. Tests hold Billow against the files; nothing is made while they run.
"""
import json
import math
import re
import sys
import tempfile
import warnings
from pathlib import Path

import numpy
import pandas
from jpmml_evaluator import make_evaluator
from nyoka import skl_to_pmml
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier
from sklearn2pmml import sklearn2pmml
from sklearn2pmml.pipeline import PMMLPipeline

warnings.filterwarnings("ignore")
HERE = Path(__file__).resolve().parent.parent
OUT = HERE / "fixtures" / "scores"
ROWS = 1000
SEED = 20260331
NUMBERS = ["days_overdue", "amount_due", "months_customer", "reminders"]
WORDS = ["channel"]


def customers():
    """Made-up customers: nobody's data."""
    rng = numpy.random.default_rng(SEED)
    frame = pandas.DataFrame({
        "days_overdue": numpy.where(rng.random(ROWS) < 0.5, 0, rng.integers(1, 120, ROWS)).astype(float),
        # Quarters, which single precision holds too: scikit-learn's trees see numbers so, PMML does not.
        "amount_due": numpy.round(rng.gamma(2, 320, ROWS)) / 4,
        "months_customer": rng.integers(0, 240, ROWS).astype(float),
        "reminders": rng.integers(0, 5, ROWS).astype(float),
        "channel": rng.choice(["app", "mail", "post"], ROWS),
    })
    risk = (frame.days_overdue / 30 + frame.amount_due / 200 + frame.reminders / 2
            - frame.months_customer / 120 + rng.normal(0, 1, ROWS))
    frame["late"] = (risk > 1.8).astype(int)
    frame["stage"] = numpy.select([risk > 2.5, risk > 1], ["late", "slow"], "prompt")
    frame["paid_after"] = numpy.round(numpy.maximum(risk, 0) * 12, 1)
    return frame


def features(scale=True):
    number = StandardScaler() if scale else "passthrough"
    return ColumnTransformer([("numbers", number, NUMBERS), ("words", OneHotEncoder(), WORDS)])


def exported(frame, folder):
    """Models by exporters: name, path, and scikit-learn's own answer."""
    models = []
    for name, model, target in [
        ("sklearn2pmml-logistic", LogisticRegression(), "late"),
        ("sklearn2pmml-softmax", LogisticRegression(), "stage"),
        ("sklearn2pmml-tree", DecisionTreeClassifier(max_depth=5, random_state=1), "stage"),
        ("sklearn2pmml-forest", RandomForestClassifier(n_estimators=7, max_depth=4, random_state=1), "late"),
        ("sklearn2pmml-boosted", GradientBoostingClassifier(n_estimators=12, max_depth=3, random_state=1), "late"),
        ("sklearn2pmml-boosted-stages",
         GradientBoostingClassifier(n_estimators=4, max_depth=2, random_state=1), "stage"),
        ("sklearn2pmml-regression", RandomForestRegressor(n_estimators=5, max_depth=4, random_state=1), "paid_after"),
    ]:
        pipeline = PMMLPipeline([("features", features()), ("model", model)])
        inputs = frame[NUMBERS + WORDS]
        pipeline.fit(inputs, frame[target].rename(target))
        path = folder / f"{name}.pmml"
        sklearn2pmml(pipeline, str(path), with_repr=False)
        models.append((name, path, answers(pipeline, inputs, target)))
    for name, model, target in [
        ("nyoka-logistic", LogisticRegression(), "late"),
        ("nyoka-tree", DecisionTreeClassifier(max_depth=4, random_state=2), "late"),
        ("nyoka-forest", RandomForestRegressor(n_estimators=6, max_depth=4, random_state=2), "paid_after"),
    ]:
        pipeline = Pipeline([("model", model)])
        inputs = frame[NUMBERS]
        pipeline.fit(inputs, frame[target])
        path = folder / f"{name}.pmml"
        skl_to_pmml(pipeline, NUMBERS, target, str(path))
        models.append((name, path, answers(pipeline, inputs, target)))
    return models


def answers(pipeline, inputs, target):
    predicted = [value.item() if hasattr(value, "item") else value for value in pipeline.predict(inputs)]
    rows = [{"value": value} for value in predicted]
    if hasattr(pipeline, "predict_proba"):
        try:
            shares = pipeline.predict_proba(inputs)
        except AttributeError:
            return rows
        labels = pipeline.classes_ if hasattr(pipeline, "classes_") else pipeline[-1].classes_
        for row, share in zip(rows, shares):
            row["p"] = {str(label): float(part) for label, part in zip(labels, share)}
    return rows


def judged(path, rows):
    """What JPMML says of a model for rows; None where it says that the input is invalid."""
    evaluator = make_evaluator(str(path)).verify()
    result = []
    for row in rows:
        try:
            result.append(evaluator.evaluate({key: value for key, value in row.items() if value is not None}))
        except Exception as error:  # noqa: BLE001 - the bridge has one kind
            if "UndefinedResultException" in str(error):
                result.append({})
            elif "ValueCheckException" in str(error):
                result.append(None)
            else:
                raise
    return result


def written(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else repr(value.item() if hasattr(value, "item") else value)


def check(name, own, theirs):
    """scikit-learn and JPMML must say the same."""
    for number, (mine, other) in enumerate(zip(own, theirs)):
        for label, share in mine.get("p", {}).items():
            found = other.get(f"probability({label})", other.get(f"probability_{label}"))
            if found is None or abs(found - share) > 1e-9:
                sys.exit(f"{name}, row {number}: scikit-learn {share}, JPMML {found}")
        if "p" not in mine:
            found = [value for value in other.values() if isinstance(value, float)][0]
            if abs(found - mine["value"]) > 1e-9:
                sys.exit(f"{name}, row {number}: scikit-learn {mine['value']}, JPMML {found}")


def holes(frame):
    """The same customers with values missing, out of range or unknown."""
    rng = numpy.random.default_rng(SEED + 1)
    rows = frame[NUMBERS + WORDS].to_dict("records")
    for row in rows:
        for key in list(row):
            if rng.random() < 0.15:
                row[key] = None
        if rng.random() < 0.05:
            row["channel"] = "pigeon"
        if rng.random() < 0.05:
            row["months_customer"] = -1.0
        if row["amount_due"] is not None and rng.random() < 0.05:
            row["amount_due"] = row["amount_due"] * 40
    return rows


def write(name, results):
    """A line a row: what each output field came to, nothing for a missing value, `!` for an invalid input."""
    fields = [name for name in next(result for result in results if result) if name]
    lines = [",".join(fields)]
    for result in results:
        lines.append("!" if result is None else ",".join(written(result.get(field)) for field in fields))
    (OUT / f"{name}.expected.csv").write_text("\n".join(lines) + "\n")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    frame = customers()
    whole = frame[NUMBERS + WORDS].to_dict("records")
    torn = holes(frame)
    for name, rows in [("customers", whole), ("customers-torn", torn)]:
        (OUT / f"{name}.ndjson").write_text(
            "\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n")
    with tempfile.TemporaryDirectory() as scratch:
        for name, path, own in exported(frame, Path(scratch)):
            text = path.read_text()
            # The hour of the export would change the file every time.
            text = re.sub(r"<Timestamp>[^<]*</Timestamp>", "<Timestamp>2026-03-31T00:00:00Z</Timestamp>", text)
            kept = OUT / f"{name}.pmml"
            kept.write_text(text)
            results = judged(kept, whole)
            check(name, own, results)
            write(name, results)
            print(f"{name}: {len(results)} rows")
    for path in sorted(OUT.glob("by-hand-*.pmml")):
        results = judged(path, torn)
        write(path.stem, results)
        invalid = sum(1 for result in results if result is None)
        print(f"{path.stem}: {len(results)} rows, {invalid} of them invalid")


main()
