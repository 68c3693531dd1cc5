using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Policies;

namespace DeepQ.Serving.Tests.Policies;

/// <summary>Small policies with every kind of layer, and damage to their bytes.</summary>
internal static class FuzzedPolicies
{
    public static IEnumerable<byte[]> All()
    {
        Random random = new(9);
        PolicyLayer relu = new ActivationLayer(PolicyActivation.ReLU);
        yield return HandMadePolicies.Linear();
        yield return HandMadePolicies.Foreign();
        yield return Policy([3],
            new ScalingLayer(new float[] { 1 }, new float[] { 2 }),
            Linear(random, 3, 4),
            new LayerNormLayer(Values(random, 4), Values(random, 4)),
            new ActivationLayer(PolicyActivation.SiLU),
            new DuelingLayer([Linear(random, 4, 1)], [Linear(random, 4, 2)]));
        yield return Policy([3], Linear(random, 3, 6), new CategoricalLayer(new float[] { -1, 0, 1 }));
        yield return Policy([3],
            Linear(random, 3, 4), relu, new QuantileMeanLayer(Values(random, 8), 2, [Linear(random, 4, 2)]));
        yield return Unstamped(OnnxCompression.ToInt8(HandMadePolicies.Linear()));
        yield return Policy([1, 5, 5],
            new Conv2dLayer(Values(random, 18), Values(random, 2), Kernel: 3, Stride: 2, Padding: 1),
            relu, new FlattenLayer(), Linear(random, 18, 2));
    }

    public static byte[] Mutate(byte[] model, Random random)
    {
        List<byte> bytes = [.. model];
        for (int edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    // Small numbers are axes, types, lengths: another small one is worse than a random byte.
                    bytes[at] = (byte)random.Next(16);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(random.Next(1, 9), bytes.Count)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Policy(int[] shape, params PolicyLayer[] layers)
    {
        PolicyGraphOptions options = new() { ActionMask = layers.Length == 2, Margin = layers.Length == 3 };
        return Unstamped(PolicyGraph.ToBytes(layers, HandMadePolicies.Metadata(shape, ["a", "b"]), options));
    }

    // The content hash would refuse almost every mutation before the rest is looked at.
    private static byte[] Unstamped(byte[] model)
    {
        int key = model.AsSpan().IndexOf("deepq.content_hash"u8);
        model[key] = (byte)'x';
        return model;
    }

    private static LinearLayer Linear(Random random, int inputs, int outputs) =>
        new(Values(random, inputs * outputs), Values(random, outputs));

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
