using DeepQ.Environments;
using DeepQ.Environments.MinAtar;
using DeepQ.Serving;

namespace MinAtarSample;

/// <summary>Lets a policy play.</summary>
internal static class Play
{
    /// <summary>Plays one game greedily, frame by frame; the last frame is the end of the game or the limit.</summary>
    /// <param name="game">The game, which is reset.</param>
    /// <param name="policy">Chooses the actions.</param>
    /// <param name="limit">The maximum number of steps.</param>
    /// <param name="random">The generator that the game draws from.</param>
    public static IEnumerable<Frame> Frames(MinAtarGame game, OnnxPolicy policy, int limit, Random random)
    {
        float[] observation = new float[game.ObservationSpace.Size];
        game.Reset(random, observation);
        double sum = 0;
        for (int step = 0; ; step++)
        {
            int action = policy.Act(observation);
            yield return new(game.Render(), step, sum, policy.ActionNames[action]);
            if (step == limit)
                yield break;
            StepResult result = game.Step(action, random, observation);
            sum += result.Reward;
            if (!result.Done)
                continue;
            yield return new(game.Render(), step + 1, sum, "");
            yield break;
        }
    }
}
