using DeepQ.Decisions.Policies;
using DeepQ.Onnx.Policies;

namespace DeepQ.Decisions.Tests.Policies;

/// <summary>Models that differ in a weight, with cards.</summary>
internal static class RegistryModel
{
    public static readonly VersionCard Card = new("""{"title":"drinks"}""", "# Drinks\n");

    public static byte[] Of(float weight) => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { weight, 0, 0, 1 }, new float[] { 0, 0 })],
        new PolicyMetadata { ObservationShape = [2], ActionNames = ["coffee", "tea"], Gamma = 0, Algorithm = "by hand" });

    /// <summary>The value of the first action in the state (1, 0): the weight.</summary>
    public static float? WeightOf(DeepQ.Serving.IPolicy? policy)
    {
        float[] qValues = new float[2];
        policy?.QValues([1, 0], qValues);
        return policy is null ? null : qValues[0];
    }
}
