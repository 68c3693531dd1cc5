namespace DeepQ.Serving.Placement;

/// <summary>One operation of a policy at run time, which may fuse several of its file.</summary>
/// <param name="Name">The name of the node.</param>
/// <param name="Operator">The operator, such as <c>FusedGemm</c>.</param>
/// <param name="Provider">The execution provider, such as <c>CUDAExecutionProvider</c>.</param>
public sealed record PlacedNode(string Name, string Operator, string Provider);
