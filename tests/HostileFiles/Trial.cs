using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;

namespace DeepQ.HostileFiles;

/// <summary>Loads a policy from anywhere and lets it act.</summary>
internal static class Trial
{
    // States at which arithmetic goes wrong where it can.
    private static readonly float[] Values =
        [0, -1, 0.5f, 1, -2147483648f, 3e38f, -3e38f, 1e-40f, 9.3e18f, -9.3e18f, float.Epsilon, 255];

    /// <summary>What became of a file, one word and why.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">What runs it, and how.</param>
    public static string Of(string path, PolicyOptions options) => Of(() => options switch
    {
        ManagedPolicyOptions managed => ManagedPolicy.Load(path, managed),
        _ => OnnxPolicy.Load(path, (OnnxPolicyOptions)options),
    });

    /// <inheritdoc cref="Of(string, PolicyOptions)"/>
    public static string Of(byte[] model, PolicyOptions options) => Of(() => options.Load(model));

    /// <inheritdoc cref="Of(string, PolicyOptions)"/>
    public static string Of(byte[] model, OnnxProfile profile, PolicyOptions options) =>
        Of(model, options with { Profile = profile, MaxBatchSize = 16 });

    private static string Of(Func<ModelPolicy> load)
    {
        try
        {
            using ModelPolicy policy = load();
            return $"served\t{Act(policy)}";
        }
        catch (PolicyFormatException refusal)
        {
            return $"refused\t{OneLine(refusal)}";
        }
        catch (Exception other)
        {
            return $"threw\t{other.GetType().Name}: {OneLine(other)}";
        }
    }

    private static string Act(ModelPolicy policy)
    {
        int answered = 0, unscorable = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            float[] states = new float[(1 + (i % 5)) * policy.ObservationSize];
            for (int k = 0; k < states.Length; k++)
                states[k] = Values[(i + (k % 3)) % Values.Length];
            if (policy.Signature.IsOfBytes)
                states.AsSpan().Fill(i);
            int rows = states.Length / policy.ObservationSize;
            try
            {
                policy.Evaluate(states, new float[rows * policy.ActionCount], new int[rows]);
                answered++;
            }
            catch (UnscorableStateException)
            {
                unscorable++;
            }
            catch (PolicyFormatException failure)
            {
                return $"{answered} answers, then failed: {OneLine(failure)}";
            }
        }

        return $"{answered} answers, {unscorable} states beyond it";
    }

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ").Replace('\t', ' ');
}
