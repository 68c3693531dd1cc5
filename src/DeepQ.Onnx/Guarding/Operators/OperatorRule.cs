using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Says what a node gives, reads each attribute that it may have, and counts its work.</summary>
/// <exception cref="PolicyFormatException">The node is one that a runtime must not be given.</exception>
internal delegate GuardedValue[] OperatorRule(GuardedNode node);
