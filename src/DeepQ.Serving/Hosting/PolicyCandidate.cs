using System.Security.Cryptography;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Hosting;

/// <summary>A policy file that is to be served: read, loaded and tried out.</summary>
internal static class PolicyCandidate
{
    public static string VersionOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Loads a policy and lets it act once, which also makes the first request as fast as the others.</summary>
    /// <param name="file">The file.</param>
    /// <param name="runtime">How to run it.</param>
    /// <param name="present">The policy that it is to replace; null where there is none.</param>
    /// <exception cref="PolicyFormatException">The file is no policy, or not one that fits.</exception>
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
            throw new PolicyFormatException("The policy gives Q-values that are not finite in the state of zeros.", e);
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
                $"The new policy takes {string.Join(", ", next.Inputs)}, the one that it is to replace "
                + $"{string.Join(", ", now.Inputs)}.");
        }

        if (next.IsMaskRequired != now.IsMaskRequired)
        {
            throw new PolicyFormatException(
                next.IsMaskRequired
                    ? "The new policy requires masks; the one that it is to replace does not."
                    : "The new policy requires no masks; the one that it is to replace does.");
        }

        if (!next.StateShape.SequenceEqual(now.StateShape))
        {
            throw new PolicyFormatException(
                $"The new policy observes [{string.Join(", ", next.StateShape)}], the one that it is to "
                + $"replace [{string.Join(", ", now.StateShape)}].");
        }

        if (!policy.ActionNames.SequenceEqual(present.ActionNames))
        {
            throw new PolicyFormatException(
                $"The new policy has the actions {string.Join(", ", policy.ActionNames)}, the one that it is to "
                + $"replace {string.Join(", ", present.ActionNames)}.");
        }
    }
}
