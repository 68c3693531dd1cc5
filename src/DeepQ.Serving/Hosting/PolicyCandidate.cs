using System.Security.Cryptography;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Hosting;

/// <summary>A policy file to be served: read, loaded and tested.</summary>
internal static class PolicyCandidate
{
    public static string VersionOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>
    /// Loads a policy and lets it act once, which also makes the first request as fast as later ones.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="runtime">How to run it.</param>
    /// <param name="present">The policy to replace; null for none.</param>
    /// <exception cref="PolicyFormatException">The file is not a policy, or does not fit.</exception>
    public static ModelPolicy Load(byte[] file, PolicyOptions runtime, ModelPolicy? present = null)
    {
        ModelPolicy policy = runtime.Load(file);
        try
        {
            if (present is not null)
                CheckFits(policy, present);
            policy.Probe();
            return policy;
        }
        catch (UnscorableStateException e)
        {
            policy.Dispose();
            throw new PolicyFormatException("The policy computes Q-values that are not finite in the state of zeros.", e);
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }

    private static void CheckFits(ModelPolicy policy, ModelPolicy present)
    {
        (PolicySignature next, PolicySignature now) = (policy.Signature, present.Signature);
        if ((next.TakesColumns || now.TakesColumns) && !next.Inputs.SequenceEqual(now.Inputs))
        {
            throw new PolicyFormatException(
                $"The new policy takes {string.Join(", ", next.Inputs)}, but the one to replace takes "
                + $"{string.Join(", ", now.Inputs)}.");
        }

        if (next.IsMaskRequired != now.IsMaskRequired)
        {
            throw new PolicyFormatException(
                next.IsMaskRequired
                    ? "The new policy requires masks; the one to replace does not."
                    : "The new policy does not require masks; the one to replace does.");
        }

        if (!next.StateShape.SequenceEqual(now.StateShape))
        {
            throw new PolicyFormatException(
                $"The new policy observes [{string.Join(", ", next.StateShape)}], but the one to "
                + $"replace observes [{string.Join(", ", now.StateShape)}].");
        }

        if (!policy.ActionNames.SequenceEqual(present.ActionNames))
        {
            throw new PolicyFormatException(
                $"The new policy has the actions {string.Join(", ", policy.ActionNames)}, but the one to "
                + $"replace has {string.Join(", ", present.ActionNames)}.");
        }
    }
}
