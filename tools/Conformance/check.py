"""check.py FOLDER: the onnx package takes each policy for a valid model, and whatever evaluates it acts the same."""
import hashlib
import json
import pathlib
import sys

import numpy
import onnx
from onnx import checker, shape_inference

import evaluator

try:
    from onnx.reference import ReferenceEvaluator
except ImportError:
    ReferenceEvaluator = None

TOLERANCE = 1e-5  # of the greatest value of a state, or of 1


def is_intact(model):
    """The property deepq.content_hash is the SHA-256 of the model without it."""
    stamps = [p for p in model.metadata_props if p.key == "deepq.content_hash"]
    if len(stamps) != 1:
        return False
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    del copy.metadata_props[:]
    copy.metadata_props.extend(p for p in model.metadata_props if p.key != "deepq.content_hash")
    return hashlib.sha256(copy.SerializeToString(deterministic=True)).hexdigest() == stamps[0].value


def feeds_of(expected):
    dtype = numpy.uint8 if expected["bytes"] else numpy.float32
    rows = expected["rows"]
    feeds = {"State": numpy.array(expected["states"], dtype).reshape([rows, *expected["shape"]])}
    if expected["legal"]:
        feeds["ActionMask"] = numpy.array(expected["legal"], bool).reshape([rows, -1])
    return feeds


def compare(name, results, expected):
    """What was compared, in words; an error where it differs."""
    actions, *values = results
    differ = int((actions != numpy.array(expected["actions"])).sum())
    errors = {}
    for output, value in zip(["QValues", *expected["others"]], values):
        given = expected["others"].get(output, expected["qValues"])
        wanted = numpy.array(given, numpy.float32).reshape(expected["rows"], -1)
        scale = numpy.maximum(1, abs(wanted).max(axis=1, keepdims=True))
        errors[output] = (abs(value.reshape(wanted.shape) - wanted) / scale).max()
    text = f"{name}: {differ} actions differ, " + ", ".join(f"{key} by {error:.0e}" for key, error in errors.items())
    if differ or not all(error <= TOLERANCE for error in errors.values()):
        raise ValueError(text)
    return text


failed = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    model = onnx.load(str(path))
    expected = json.loads(path.with_suffix(".json").read_text())
    said = []
    try:
        checker.check_model(model, full_check=True)
        shape_inference.infer_shapes(model, strict_mode=True)
        said.append("valid")
        if not is_intact(model):
            raise ValueError("its content hash does not fit")
        said.append("content hash fits")
        outputs = ["Action", "QValues", *expected["others"]]
        said.append(compare("NumPy", evaluator.run(model, outputs, feeds_of(expected)), expected))
        if ReferenceEvaluator is not None:
            reference = ReferenceEvaluator(model).run(outputs, feeds_of(expected))
            said.append(compare("reference evaluator", reference, expected))
        print(f"ok     {path.name}: {', '.join(said)}, operator set {model.opset_import[0].version}")
    except Exception as error:  # whatever is wrong with one model, the others are still checked
        failed += 1
        print(f"FAILED {path.name}: {', '.join(said)}: {error}")

if ReferenceEvaluator is None:
    print(f"left out: onnx {onnx.__version__} has no reference evaluator (1.13 has); NumPy ran them all")
sys.exit(1 if failed else 0)
