using DeepQ.Environments;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning;
using DeepQ.MLNet.Trainer;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>Learns by acting in an environment.</summary>
    /// <param name="environment">The environment to act in.</param>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep
    /// the last one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current best policy is returned.</param>
    /// <returns>The learned policy, which the caller disposes.</returns>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/exception"/>
    public DeepQTransformer Fit(
        IEnvironment environment,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        RequireServing();
        RequireRawObservations(RawObservations.Of(environment));
        (VectorEnvironment environments, Xoshiro256 random) = Alone(environment);
        return ToTransformer(
            Train(_exportedTrainer, environments, evaluationEnvironment, random, progress, cancellationToken));
    }

    /// <summary>Learns by acting in several environments at once.</summary>
    /// <param name="environments">
    /// The environments to act in; they use their own generators.
    /// </param>
    /// <inheritdoc cref="Fit(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="evaluationEnvironment">
    /// Another one of the same kind to evaluate the greedy policy in, so that the best network is kept; null to keep the last one.
    /// </param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Ends training; the current best policy is returned.</param>
    public DeepQTransformer Fit(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environments);
        RequireServing();
        RequireRawObservations(RawObservations.Of(environments));
        return ToTransformer(Train(
            _exportedTrainer, environments, evaluationEnvironment, new Xoshiro256(_seed), progress, cancellationToken));
    }

    /// <summary>Learns by acting in an environment and returns the network itself.</summary>
    /// <inheritdoc cref="Fit(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/param"/>
    /// <returns>The result, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">
    /// A target return is set without an environment to evaluate in, or its spaces differ.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or NaN.</exception>
    public TrainingResult Train(
        IEnvironment environment,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        (VectorEnvironment environments, Xoshiro256 random) = Alone(environment);
        return Train(_trainer, environments, evaluationEnvironment, random, progress, cancellationToken);
    }

    /// <summary>Learns by acting in several environments at once and returns the network itself.</summary>
    /// <inheritdoc cref="Fit(VectorEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/param"/>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/returns"/>
    /// <inheritdoc cref="Train(IEnvironment, IEnvironment?, IProgress{TrainingProgress}?, CancellationToken)"
    /// path="/exception"/>
    public TrainingResult Train(
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return Train(
            _trainer, environments, evaluationEnvironment, new Xoshiro256(_seed), progress, cancellationToken);
    }

    // A transformer takes raw observations.
    private static void RequireRawObservations(RawObservations observations)
    {
        if (observations.Problem is { } problem)
            throw new ArgumentException(problem);
    }

    private (VectorEnvironment Environments, Xoshiro256 Random) Alone(IEnvironment environment)
    {
        Xoshiro256 random = new(_seed);
        return (new VectorEnvironment([environment], random.Fork()), random);
    }

    private TrainingResult Train(
        DqnTrainer trainer,
        VectorEnvironment environments,
        IEnvironment? evaluationEnvironment,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken) => Run(
            trainer,
            environments,
            progress,
            (one, log) => one.Train(environments, evaluationEnvironment, random, log, cancellationToken),
            cancellationToken);

    private TrainingResult Run(
        DqnTrainer trainer,
        VectorEnvironment environments,
        IProgress<TrainingProgress>? progress,
        Func<DqnTrainer, IProgress<TrainingProgress>, TrainingResult> learn,
        CancellationToken cancellationToken)
    {
        using IChannel channel = _host.Start("Training");
        channel.Info(
            MessageSensitivity.None,
            "Learning in {0} × {1} for at most {2} steps.",
            environments.Count,
            environments.Environments[0].Name,
            _options.Steps);
        TrainingResult result = WithDemonstrations(
            trainer,
            () => environments.ActionSpace,
            one => learn(one, new TrainingLog(channel, progress)),
            channel,
            cancellationToken);
        TrainingLog.Close(channel, result);
        return result;
    }
}
