using DeepQ.Environments;
using DeepQ.Learning.Evaluation;

namespace CartPoleSample;

/// <summary>Collects states by acting.</summary>
internal static class VisitedStates
{
    // A good policy alone would hardly leave the middle of the track.
    private const double RandomActions = 0.3;

    /// <summary>Follows a policy, with occasional random actions, until there are enough states.</summary>
    public static IReadOnlyList<CartPoleState> Collect(
        IEnvironment environment, Policy policy, int count, Random random)
    {
        List<CartPoleState> states = new(count);
        float[] observation = new float[environment.ObservationSpace.Size];
        bool done = true;
        while (states.Count < count)
        {
            if (done)
                environment.Reset(random, observation);
            states.Add(CartPoleState.Of(observation));
            int action = random.NextDouble() < RandomActions
                ? random.Next(environment.ActionSpace.Count)
                : policy(observation);
            done = environment.Step(action, random, observation).Done;
        }

        return states;
    }
}
