namespace DeepQ.Learning;

/// <summary>Measures what a policy is worth by letting it act.</summary>
public static class PolicyEvaluation
{
    /// <summary>Lets a policy act in whole episodes.</summary>
    /// <param name="environment">The environment; its episode in progress, if any, is lost.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="episodes">The number of episodes.</param>
    /// <param name="random">The generator that starts and transitions are drawn from.</param>
    /// <param name="cancellationToken">Ends the evaluation between two steps.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="episodes"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static EvaluationResult Run(
        IEnvironment environment,
        Policy policy,
        int episodes,
        Random random,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodes);

        float[] observation = new float[environment.ObservationSpace.Size];
        double[] returns = new double[episodes];
        for (int episode = 0; episode < episodes; episode++)
        {
            environment.Reset(random, observation);
            StepResult step;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                step = environment.Step(policy(observation), random, observation);
                returns[episode] += step.Reward;
            }
            while (!step.Done);
        }

        return new EvaluationResult(returns);
    }
}
