using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text.Json;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// What trainings gave when their results were stored: a hash of the bits for each of the ways to compute them, and some of the
/// weights.
/// </summary>
/// <remarks>
/// <para>
/// Bits are compared where the machine computes as the one did where they were stored; see <see cref="MachineArithmetic"/>.
/// On every machine the weights are compared to a tolerance.
/// </para>
/// <para>
/// The environment variable DEEPQ_STORE_RESULTS names the folder of the assets, and has results written there instead of compared.
/// Each run stores those of the kernels that it computes with. So one runs these tests as they are, and again with
/// DOTNET_EnableAVX512=0, with DOTNET_EnableAVX2=0 and with DOTNET_EnableHWIntrinsic=0. A checkpoint is only written where there is
/// none: what was once written is what must be readable.
/// </para>
/// <para>
/// One seldom should. Who trained with a seed expects these results again, so that other bits are a change that users see. It
/// belongs in the change log, in a commit of its own, and never beside a refactoring.
/// </para>
/// </remarks>
internal static class StoredResults
{
    /// <summary>How far a weight may lie from the stored one.</summary>
    /// <remarks>
    /// Between kernels and torch it is at most 0.001: rounding is all that differs, and it grows from update to update. A learning
    /// rate that is a tenth greater moves a weight by more in three trainings of four.
    /// </remarks>
    public const float Tolerance = 0.01f;

    private const int Shown = 48;
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n" };
    private static readonly string? Target = Environment.GetEnvironmentVariable("DEEPQ_STORE_RESULTS");

    /// <summary>The path of an asset.</summary>
    public static string PathOf(string name) => Path.Combine(Target ?? Path.Combine(AppContext.BaseDirectory, "Assets"), name);

    /// <summary>Whether results are stored anew.</summary>
    public static bool IsStoring => Target is not null;

    /// <summary>Holds the results of a training against the stored ones.</summary>
    public static void Check(string name, TrainingResult result, UpdatePath path) => Check(
        name,
        path,
        KernelSet.Widest,
        HandMadeNetworks.Values(result.LastNetwork),
        [
            .. HandMadeNetworks.Values(result.Network).Select(value => (double)value),
            .. result.Episodes.Select(episode => episode.Return),
            .. result.Evaluations.SelectMany(evaluation => evaluation.Result.Returns),
            .. result.Validations.Select(validation => validation.Value),
        ]);

    /// <summary>Holds weights, and whatever else came out, against what is stored.</summary>
    /// <param name="name">The name of the asset.</param>
    /// <param name="path">What computed them.</param>
    /// <param name="kernels">Those of the fused path, and of the optimizer of either.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="others">What else belongs to the bits.</param>
    public static void Check(string name, UpdatePath path, KernelSet kernels, float[] weights, params double[] others)
    {
        // A multiplication and an addition are rounded once or twice.
        string key = $"{path}, {kernels.Width}{(Fma.IsSupported || AdvSimd.IsSupported ? "" : ", without FMA")}";
        string hash = Hash(weights, others);
        float[] shown = [.. Enumerable.Range(0, Shown).Select(i => weights[i * (weights.Length - 1) / (Shown - 1)])];
        if (IsStoring)
        {
            MachineArithmetic.Store();
            Store(PathOf($"{name}.json"), key, hash, shown);
            return;
        }

        StoredResult stored = JsonSerializer.Deserialize<StoredResult>(File.ReadAllText(PathOf($"{name}.json")))!;
        float distance = stored.Weights.Zip(shown, (one, other) => Math.Abs(one - other)).Max();
        string text = $"{name}, {key}: a weight is {distance:G3} away from what is stored.";
        Assert.True(distance <= Tolerance, text);
        if (MachineArithmetic.IsStored)
            Assert.True(stored.Bits[key] == hash, text + " The bits are others.");
    }

    // All ways to compute them lie within the tolerance: any weights will do for a reference.
    private static void Store(string path, string key, string hash, float[] shown)
    {
        StoredResult? before = File.Exists(path) ? JsonSerializer.Deserialize<StoredResult>(File.ReadAllText(path)) : null;
        SortedDictionary<string, string> bits = before?.Bits ?? [];
        bits[key] = hash;
        File.WriteAllText(path, JsonSerializer.Serialize(new StoredResult(bits, shown), Format) + "\n");
    }

    private static string Hash(float[] weights, double[] others)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>(weights));
        hash.AppendData(MemoryMarshal.AsBytes<double>(others));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private sealed record StoredResult(SortedDictionary<string, string> Bits, float[] Weights);
}
