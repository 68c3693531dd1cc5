namespace DeepQ.Serving.Placement;

/// <summary>One operation of a policy as it is run, which may be several of its file in one.</summary>
/// <param name="Name">The name of the node.</param>
/// <param name="Operator">What it computes, such as <c>FusedGemm</c>.</param>
/// <param name="Provider">What computes it, such as <c>CUDAExecutionProvider</c>.</param>
public sealed record PlacedNode(string Name, string Operator, string Provider);
