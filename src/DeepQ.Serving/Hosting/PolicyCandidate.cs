using System.Security.Cryptography;
using DeepQ.Onnx;

namespace DeepQ.Serving;

/// <summary>A policy file that is to be served: read, loaded and tried out.</summary>
internal static class PolicyCandidate
{
    public static string VersionOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Loads a policy and lets it act once, which also makes the first request as fast as the others.</summary>
    /// <param name="file">The file.</param>
    /// <param name="runtime">How to run it.</param>
    /// <param name="present">The policy that it is to replace; null where there is none.</param>
    /// <exception cref="PolicyFormatException">The file is no policy, or not one that fits.</exception>
    public static OnnxPolicy Load(byte[] file, OnnxPolicyOptions runtime, OnnxPolicy? present = null)
    {
        OnnxPolicy policy = OnnxPolicy.Load(file, runtime);
        try
        {
            if (present is not null)
                CheckFits(policy, present);
            float[] qValues = new float[policy.ActionCount];
            policy.QValues(new float[policy.ObservationSize], qValues);
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

    private static void CheckFits(OnnxPolicy policy, OnnxPolicy present)
    {
        if (!policy.Signature.StateShape.SequenceEqual(present.Signature.StateShape))
        {
            throw new PolicyFormatException(
                $"The new policy observes [{string.Join(", ", policy.Signature.StateShape)}], the one that it is to "
                + $"replace [{string.Join(", ", present.Signature.StateShape)}].");
        }

        if (!policy.ActionNames.SequenceEqual(present.ActionNames))
        {
            throw new PolicyFormatException(
                $"The new policy has the actions {string.Join(", ", policy.ActionNames)}, the one that it is to "
                + $"replace {string.Join(", ", present.ActionNames)}.");
        }
    }
}
