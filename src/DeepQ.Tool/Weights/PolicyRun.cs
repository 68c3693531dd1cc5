using DeepQ.Serving;

namespace DeepQ.Tool.Weights;

/// <summary>Runs a policy as comparisons need it.</summary>
internal static class PolicyRun
{
    /// <summary>Computes the Q-values and the actions of states, with all actions allowed.</summary>
    public static (float[] QValues, long[] Actions) Run(this ManagedPolicy policy, float[] states, int batch)
    {
        float[] qValues = new float[batch * policy.ActionCount];
        int[] actions = new int[batch];
        policy.Evaluate(states, qValues, actions, [.. Enumerable.Repeat(true, qValues.Length)]);
        return (qValues, [.. actions.Select(action => (long)action)]);
    }
}
