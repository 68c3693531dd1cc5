using DeepQ.Onnx.Policies;

namespace DeepQ.Decisions.Tests.Gating;

/// <summary>Policies for a shop of two kinds of customers, each a place of the state, and two offers.</summary>
internal static class ShopModel
{
    public static readonly string[] Offers = ["book", "game"];

    /// <summary>A file that likes the first offer for each kind by so much more.</summary>
    /// <param name="first">How much more, by kind.</param>
    public static byte[] Preferring(params float[] first) => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { first[0], first[1], 0, 0 }, new float[] { 0, 0 })],
        new PolicyMetadata { ObservationShape = [2], ActionNames = Offers, Gamma = 0, Algorithm = "by hand" });
}
