using DeepQ.Onnx.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>Makes policies of one action whose value is a weighted sum of what they observe.</summary>
internal static class LinearPolicy
{
    public static ManagedPolicy Over(params float[] weights) => ManagedPolicy.Load(PolicyGraph.ToBytes(
        [new LinearLayer(weights, new float[1])],
        new PolicyMetadata { ObservationShape = [weights.Length], ActionNames = ["candidate"], Gamma = 0, Algorithm = "by hand" }));
}
