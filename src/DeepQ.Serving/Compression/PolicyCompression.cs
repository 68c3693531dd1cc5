using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Compression;

/// <summary>Makes a policy smaller, measures how often it still acts the same, and refuses it if that is too seldom.</summary>
public static class PolicyCompression
{
    /// <summary>Compresses a policy.</summary>
    /// <param name="model">The bytes of its .onnx file.</param>
    /// <param name="precision">The precision of the weights.</param>
    /// <param name="states">
    /// States to measure on, row-major: best those that the policy meets, such as the ones it visited. With
    /// <see cref="PolicyPrecision.Int8Fitted"/> the first three quarters are fitted to, and the others measured on; so episodes are to stand
    /// one after the other.
    /// </param>
    /// <param name="leastAgreement">The part of the states in which the same action must be chosen, from 0 to 1.</param>
    /// <returns>The compressed policy with its figures.</returns>
    /// <exception cref="PolicyAgreementException">It chooses other actions too often.</exception>
    /// <exception cref="PolicyFormatException">The bytes are no policy.</exception>
    /// <exception cref="ArgumentException">
    /// There are no states or not whole ones, the agreement is not from 0 to 1, or the model has nothing to compress.
    /// </exception>
    public static CompressedPolicy Compress(
        ReadOnlySpan<byte> model, PolicyPrecision precision, ReadOnlySpan<float> states, double leastAgreement = 0.99)
    {
        if (!(leastAgreement is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(leastAgreement), leastAgreement, "The agreement is a part of the states, from 0 to 1.");
        }

        if (states.IsEmpty)
            throw new ArgumentException("There are no states to measure the agreement on.", nameof(states));

        // A policy of one's own, however large: what anybody may send is not compressed unread.
        OnnxPolicyOptions own = new() { Limits = OnnxLimits.None };
        using OnnxPolicy original = OnnxPolicy.Load(model, own);
        int fitted = 0;
        if (precision == PolicyPrecision.Int8Fitted)
        {
            fitted = PolicyArguments.CountRows(states, original.ObservationSize) * 3 / 4 * original.ObservationSize;
            if (fitted == 0)
                throw new ArgumentException("A fit takes two states at least: one to fit to and one to measure on.", nameof(states));
        }

        byte[] compressed = precision switch
        {
            PolicyPrecision.Int8Fitted => OnnxCompression.FitInt8Weights(model, states[..fitted]),
            PolicyPrecision.Int8 => OnnxCompression.ToInt8(model),
            PolicyPrecision.Int8Weights => OnnxCompression.ToInt8Weights(model),
            _ => OnnxCompression.ToFloat16(model),
        };
        using OnnxPolicy smaller = OnnxPolicy.Load(compressed, own);
        (float[] expected, int[] expectedActions) = Evaluate(original, states[fitted..]);
        (float[] actual, int[] actions) = Evaluate(smaller, states[fitted..]);
        double[] errors = [.. expected.Zip(actual, (a, b) => Math.Abs((double)a - b))];
        CompressionReport report = new(
            precision,
            actions.Length,
            (double)actions.Zip(expectedActions).Count(pair => pair.First == pair.Second) / actions.Length,
            errors.Max(),
            errors.Average(),
            model.Length,
            compressed.Length);
        return report.ActionAgreement >= leastAgreement
            ? new(compressed, report)
            : throw new PolicyAgreementException(report, leastAgreement);
    }

    private static (float[] QValues, int[] Actions) Evaluate(OnnxPolicy policy, ReadOnlySpan<float> states)
    {
        int rows = PolicyArguments.CountRows(states, policy.ObservationSize);
        float[] qValues = new float[rows * policy.ActionCount];
        int[] actions = new int[rows];
        policy.Evaluate(states, qValues, actions);
        return (qValues, actions);
    }
}
