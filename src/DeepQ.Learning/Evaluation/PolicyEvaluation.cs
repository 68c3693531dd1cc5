using DeepQ.Environments.Checking;

namespace DeepQ.Learning.Evaluation;

/// <summary>Evaluates a policy by letting it act.</summary>
public static class PolicyEvaluation
{
    /// <summary>The default number of steps after which an episode is cut off.</summary>
    public const int DefaultMaxSteps = 10_000;

    /// <summary>Lets a policy act for whole episodes.</summary>
    /// <param name="environment">The environment; its episode in progress, if any, is lost.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="episodes">The number of episodes.</param>
    /// <param name="random">The generator from which start states and transitions are drawn.</param>
    /// <param name="maxSteps">
    /// The number of steps after which an episode is cut off: a policy may go in circles in an environment without a
    /// limit. <see cref="EvaluationResult.CutOff"/> counts such episodes.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation between two steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="episodes"/> or <paramref name="maxSteps"/> is not positive.
    /// </exception>
    /// <exception cref="OperationCanceledException">The evaluation was canceled.</exception>
    public static EvaluationResult Run(
        IEnvironment environment,
        Policy policy,
        int episodes,
        Random random,
        int maxSteps = DefaultMaxSteps,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Run(environment, (observation, _) => policy(observation), episodes, random, maxSteps, cancellationToken);
    }

    /// <summary>Lets a policy that respects action masks act for whole episodes.</summary>
    /// <inheritdoc cref="Run(IEnvironment, Policy, int, Random, int, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">
    /// The policy chose an action that is not legal, or the environment returned a value that is not finite.
    /// </exception>
    public static EvaluationResult Run(
        IEnvironment environment,
        MaskedActionSelector policy,
        int episodes,
        Random random,
        int maxSteps = DefaultMaxSteps,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSteps);

        float[] observation = new float[environment.ObservationSpace.Size];
        bool[] legal = new bool[environment.HasActionMask ? environment.ActionSpace.Count : 0];
        double[] returns = new double[episodes];
        int cutOff = 0;
        for (int episode = 0; episode < episodes; episode++)
        {
            environment.Reset(random, observation);
            EnvironmentOutput.RequireFinite(environment, "at the start of an episode", observation);
            StepResult step = default;
            for (int steps = 0; steps < maxSteps && !step.Done; steps++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (environment.HasActionMask)
                    environment.GetActionMask(legal);
                int action = policy(observation, legal);
                RequireLegal(environment, action, legal);
                step = environment.Step(action, random, observation);
                EnvironmentOutput.RequireFinite(environment, "in an evaluation", observation, step.Reward);
                returns[episode] += step.Reward;
            }

            if (!step.Done)
                cutOff++;
        }

        return new EvaluationResult(returns, cutOff);
    }

    private static void RequireLegal(IEnvironment environment, int action, ReadOnlySpan<bool> legal)
    {
        if ((uint)action < (uint)legal.Length && !legal[action])
        {
            throw new InvalidOperationException(
                $"The policy chose action {action} ({environment.ActionSpace.Names[action]}) of {environment.Name}, " +
                "which is not legal in its state. Use a policy that takes the mask.");
        }
    }
}
