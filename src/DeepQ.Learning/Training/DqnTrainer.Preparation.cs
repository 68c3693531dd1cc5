using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Demonstrations;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;
using static TorchSharp.torch;

namespace DeepQ.Learning;

public sealed partial class DqnTrainer
{
    internal OnlineLearner CreateLearner(BoxSpace observations, DiscreteSpace actions, Xoshiro256 random, int environments)
    {
        UnitsSettings units = _options.ToUnits(environments);
        DqnOptions prepared = _options.Copy();
        prepared.Network = OnlineLearner.Prepare(units, observations);
        QNetwork first = CreateNetwork(prepared, observations, actions, random.Fork());
        LearnerSettings settings = _options.ToLearner(environments);
        Xoshiro256 noise = random.Fork();
        Func<INetworkPair, Objective>? objective = _options switch
        {
            { Rollout: not null } => pair => new RolloutObjective(pair, settings),
            { Demonstrations: { MarginWeight: > 0 } demonstrations } => pair => new LargeMarginObjective(
                Objective.For(pair, settings, noise), pair, settings, demonstrations.Margin, demonstrations.MarginWeight),
            _ => null,
        };
        return new OnlineLearner(first, units, (network, isFirst) => NetworkPair.CreateLearner(
            network, isFirst ? settings : settings with { Messages = null }, noise, objective));
    }

    private static UnitsLearner CreateOfflineLearner(
        DqnOptions options,
        TableUnits units,
        ReplayBuffer transitions,
        BoxSpace observations,
        DiscreteSpace actions,
        Xoshiro256 random)
    {
        DqnOptions applied = options.In(units);
        using QNetwork? initial = applied.InitialNetwork == options.InitialNetwork ? null : applied.InitialNetwork;
        LearnerContext context = new(
            applied.ToLearner(),
            applied.Network,
            applied.InitialNetwork,
            actions.Count,
            Create,
            () => SeenReturns.BySlot(transitions, options.Gamma, units.Reward),
            random);
        return new UnitsLearner(applied.OfflineAlgorithm.CreateLearner(context), units);

        QNetwork Create(NetworkOptions network, QNetwork? begin, Xoshiro256 draws)
        {
            DqnOptions one = applied.Copy();
            (one.Network, one.InitialNetwork) = (network, begin);
            return CreateNetwork(one, observations, actions, draws);
        }
    }

    private static QNetwork CreateNetwork(
        DqnOptions options, BoxSpace observations, DiscreteSpace actions, Xoshiro256 random)
    {
        ObserverGroup observers = new(options.Observers);
        Device device = TorchDevice.Resolve(options, observers);
        if (options.CreateNetwork is null)
            return Begin(Architecture(options).CreateNetwork(observations, actions.Count, random), options.InitialNetwork, device);

        // The module's draws from torch follow from the generator, but nothing is drawn from it.
        byte[] state = new byte[Xoshiro256.StateSize];
        random.SaveState(state);
        Xoshiro256 seeds = new Xoshiro256(state).Fork();
        using TorchGenerator own = new(seeds, device);
        QNetwork network = options.CreateNetwork(observations, actions, random) ?? throw new ArgumentException(
            "CreateNetwork returned null: it must return a new network at each call, or be null itself.");
        if (network == options.InitialNetwork)
        {
            throw new ArgumentException(
                "CreateNetwork returned InitialNetwork itself, which the caller keeps: it must return a new network at each call.");
        }

        if (network.ObservationSize != observations.Size || network.ActionCount != actions.Count)
        {
            using QNetwork unfit = network;
            throw new ArgumentException(
                $"CreateNetwork returned a network of {unfit.ObservationSize} values and {unfit.ActionCount} actions; " +
                $"there are {observations.Size} and {actions.Count}.");
        }

        if (network.IsDisposed)
        {
            throw new ArgumentException(
                "CreateNetwork returned a network that is disposed: it must return a new one at each call, since each training " +
                "disposes its network.");
        }

        Begin(network, options.InitialNetwork, device);
        try
        {
            NetworkProbe.Run(network, observations, options.BatchSize, seeds, observers);
            options.NetworkCheck?.Invoke(network, observations, actions);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return network;
    }

    // The transform of observations belongs to the weights.
    private static NetworkOptions Architecture(DqnOptions options) => options.InitialNetwork is { } initial
        ? options.Network with { ObservationScaling = initial.ObservationScaling }
        : options.Network;

    private static QNetwork Begin(QNetwork network, QNetwork? initial, Device device)
    {
        try
        {
            initial = initial is ConstrainedQNetwork constrained ? constrained.Values : initial;
            // The range of returns is copied with the weights, although it is a part of the settings.
            if (initial is not null && network.IsKnown && initial.IsKnown && !initial.Distribution.IsLike(network.Distribution))
                throw new ArgumentException($"it has the distribution {initial.Distribution}, but the settings have {network.Distribution}.");
            if (initial is not null)
                network.CopyWeightsFrom(initial);
            network.MoveTo(device);
            return network;
        }
        catch (ArgumentException problem)
        {
            network.Dispose();
            throw new ArgumentException(
                "InitialNetwork must have the architecture that the settings describe: " + problem.Message, problem);
        }
    }

    private static void RequireSpaces(ReplayBuffer transitions, BoxSpace observations, DiscreteSpace actions)
    {
        if (transitions.ObservationSize != observations.Size ||
            (transitions.MaskedActions != 0 && transitions.MaskedActions != actions.Count))
        {
            throw new ArgumentException(
                $"The transitions have {transitions.ObservationSize} values per state and masks of " +
                $"{transitions.MaskedActions} actions; the spaces have {observations.Size} values and {actions.Count} actions.",
                nameof(transitions));
        }

        if (transitions.Count == 0)
            throw new ArgumentException("There are no transitions to learn from.", nameof(transitions));
    }

    internal void RequireEvaluationEnvironment(VectorEnvironment environments, IEnvironment? evaluation)
    {
        if (evaluation is null)
        {
            RequireNull(_options.Patience, nameof(DqnOptions.Patience));
            RequireNull(_options.TargetReturn, nameof(DqnOptions.TargetReturn));
            return;
        }

        IEnvironment core = EnvironmentWrapper.Unwrap(evaluation);
        if (environments.Environments.Any(one => ReferenceEquals(EnvironmentWrapper.Unwrap(one), core)))
        {
            throw new ArgumentException(
                $"The environment to evaluate in, {evaluation.Name}, is also used for training, and an evaluation would end " +
                "its episode in progress: pass another object of the same kind.",
                nameof(evaluation));
        }

        if (evaluation.ObservationSpace.Size != environments.ObservationSpace.Size ||
            evaluation.ActionSpace.Count != environments.ActionSpace.Count)
        {
            throw new ArgumentException(
                $"{evaluation.Name} has {evaluation.ObservationSpace.Size} values and " +
                $"{evaluation.ActionSpace.Count} actions; the environment to learn in has " +
                $"{environments.ObservationSpace.Size} and {environments.ActionSpace.Count}.",
                nameof(evaluation));
        }

        static void RequireNull(object? setting, string name)
        {
            if (setting is not null)
            {
                throw new ArgumentException(
                    $"{name} is {setting}, but there is no environment to evaluate in: pass one, or set it to null.",
                    nameof(evaluation));
            }
        }
    }
}
