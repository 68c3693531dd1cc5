using DeepQ.Decisions.Tests;
using DeepQ.Onnx.Policies;

namespace DeepQ.Tool.Tests.Support;

/// <summary>A policy by hand: Q = (s0 + 2 s1, 3 s0 - s1) for left and right.</summary>
internal static class TestPolicy
{
    public static byte[] ToBytes(bool requiresMask = false, float scale = 1) => PolicyGraph.ToBytes(
        [new LinearLayer(new[] { scale, 2 * scale, 3 * scale, -scale }, new float[] { 0, 0 })],
        new PolicyMetadata
        {
            ObservationShape = [2],
            ObservationLow = [-1],
            ObservationHigh = [1],
            ActionNames = ["left", "right"],
            Gamma = 0.9,
            Algorithm = "by hand",
        },
        new PolicyGraphOptions { ActionMask = requiresMask, ActionMaskRequired = requiresMask });

    /// <summary>Writes the policy into a folder and gives its path.</summary>
    public static string In(TemporaryFolder folder)
    {
        string path = folder.File("policy.onnx");
        File.WriteAllBytes(path, ToBytes());
        return path;
    }
}
