using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Determines the outputs of a node, reads all attributes that it may have, and counts its work.</summary>
/// <exception cref="PolicyFormatException">The node must not be passed to a runtime.</exception>
internal delegate GuardedValue[] OperatorRule(GuardedNode node);
