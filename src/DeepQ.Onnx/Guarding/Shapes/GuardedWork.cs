using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding.Shapes;

/// <summary>Counts the resources of a graph: those of every run, and those that each state of a run adds.</summary>
internal sealed class GuardedWork(OnnxLimits limits, int batchSize)
{
    // A model is tested with two states and with one.
    private const int TrialStates = 3;

    private (Int128 Fixed, Int128 PerState) _bytes;
    private (Int128 Fixed, Int128 PerState) _multiplications;

    /// <summary>Adds memory.</summary>
    /// <exception cref="PolicyFormatException">The limit is exceeded.</exception>
    public void Bytes(Int128 bytes, bool batched)
    {
        (Int128, Int128) sum = Sum(_bytes, bytes, batched);
        Check(sum, limits.LoadBytes, limits.RunBytes, "takes", "bytes", nameof(limits.LoadBytes), nameof(limits.RunBytes));
        _bytes = sum;
    }

    /// <summary>Adds multiplications, or equivalent work.</summary>
    /// <exception cref="PolicyFormatException">The limit is exceeded.</exception>
    public void Multiplications(Int128 count, bool batched)
    {
        (Int128, Int128) sum = Sum(_multiplications, count, batched);
        Check(
            sum,
            limits.LoadMultiplications,
            limits.RunMultiplications,
            "needs",
            "multiplications",
            nameof(limits.LoadMultiplications),
            nameof(limits.RunMultiplications));
        _multiplications = sum;
    }

    private static (Int128, Int128) Sum((Int128 Fixed, Int128 PerState) sum, Int128 amount, bool batched) =>
        batched ? (sum.Fixed, sum.PerState + amount) : (sum.Fixed + amount, sum.PerState);

    private void Check(
        (Int128 Fixed, Int128 PerState) sum, long load, long run, string verb, string unit, string loadName, string runName)
    {
        if (sum.Fixed + (TrialStates * sum.PerState) > load)
            throw Refusal.Because($"{verb} more than {load} {unit} to be loaded, the limit {loadName}");
        if (sum.Fixed + (batchSize * sum.PerState) > run)
        {
            throw Refusal.Because(
                $"{verb} more than {run} {unit} for a run of {batchSize} states, the limit {runName}; a smaller MaxBatchSize "
                + "may do");
        }
    }
}
