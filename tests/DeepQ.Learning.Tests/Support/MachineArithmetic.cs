using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// A fingerprint of what a machine computes. The C library gives exponentials and sines, and differs from system to system in
/// the last bit; torch chooses its kernels by the processor, and those of a fused training too change units by torch.
/// </summary>
internal static class MachineArithmetic
{
    private const string Asset = "machine.txt";
    private static readonly string Own =
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>([.. OfLibrary(), .. OfTorch()])))[..16];

    private static readonly Lock Writing = new();

    /// <summary>Whether this machine computes as that one where results were stored.</summary>
    public static bool IsStored => File.ReadAllText(StoredResults.PathOf(Asset)).Trim() == Own;

    /// <summary>Takes this machine for the one where results are stored.</summary>
    public static void Store()
    {
        lock (Writing)
            File.WriteAllText(StoredResults.PathOf(Asset), Own + "\n");
    }

    private static double[] OfLibrary() =>
    [
        .. Enumerable.Range(1, 500).Select(i => i / 97.0).SelectMany(x => (double[])
        [
            Math.Exp(-x), Math.Log(x), Math.Pow(x, 0.6), Math.Sin(x), Math.Cos(x), MathF.Exp((float)-x),
        ]),
        (double)RuntimeInformation.ProcessArchitecture,
    ];

    // A few steps down a gradient of a small network, by torch alone.
    private static List<double> OfTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = enable_grad();
        Tensor input = Grid(16, 4), output = Grid(12, 9);
        Tensor[] weights = [Grid(16, 4), Grid(16), Grid(12, 16), Grid(12), Grid(9, 12), Grid(9)];
        foreach (Tensor weight in weights)
            weight.requires_grad_();
        List<double> values = [];
        for (int step = 0; step < 3; step++)
        {
            Tensor hidden = nn.functional.linear(input, weights[0], weights[1]).tanh();
            hidden = nn.functional.linear(hidden, weights[2], weights[3]).relu();
            Tensor scores = nn.functional.linear(hidden, weights[4], weights[5]);
            Tensor loss = -nn.functional.log_softmax(scores, 1).mean() + hidden.matmul(output).exp().mean();
            loss.backward();
            foreach (Tensor weight in weights)
            {
                using IDisposable frozen = no_grad();
                weight.sub_(weight.grad! / (weight.grad!.square().sqrt() + 0.1) * 0.1);
                values.AddRange(weight.grad!.data<float>().Select(value => (double)value));
                weight.grad!.zero_();
            }
        }

        return values;

        static Tensor Grid(params long[] shape)
        {
            float[] values = [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(i => ((i * 37 % 101) - 50) / 101f)];
            // Copied to where torch lays its own: the memory of arrays may begin anywhere.
            return tensor(values, shape).clone();
        }
    }
}
