namespace DeepQ.Learning;

public sealed partial class DqnTrainer
{
    private DqnLearner CreateLearner(BoxSpace observations, DiscreteSpace actions, Xoshiro256 random) =>
        new(CreateNetwork(_options, observations, actions, random.Fork()), _options, random.Fork());

    private static ILearner CreateOfflineLearner(
        DqnOptions options, BoxSpace observations, DiscreteSpace actions, Xoshiro256 random)
    {
        QNetwork network = CreateNetwork(options, observations, actions, random.Fork());
        Xoshiro256 noise = random.Fork();
        switch (options.OfflineAlgorithm)
        {
            case BehaviorCloning:
                return Clone(network, options);
            case ConservativeQLearning { Alpha: var alpha }:
                return new DqnLearner(network, options, noise, networks => new ConservativeObjective(
                    Objective.For(networks, options, noise), networks, options, alpha));
            case BatchConstrainedQLearning constrained:
                DqnOptions cloning = options.Copy();
                cloning.Network = BatchConstrainedQLearning.BehaviorOf(options.Network);
                cloning.InitialNetwork = (options.InitialNetwork as ConstrainedQNetwork)?.Behavior;
                return new ConstrainedLearner(
                    new DqnLearner(network, options, noise),
                    Clone(CreateNetwork(cloning, observations, actions, random.Fork()), cloning),
                    constrained,
                    actions.Count,
                    options.BatchSize);
            default:
                return new DqnLearner(network, options, noise);
        }

        DqnLearner Clone(QNetwork policy, DqnOptions settings) => new(
            policy, settings, random.Fork(), networks => new CrossEntropyObjective(networks, settings));
    }

    private static QNetwork CreateNetwork(
        DqnOptions options, BoxSpace observations, DiscreteSpace actions, Xoshiro256 random)
    {
        QNetwork network = options.CreateNetwork is null
            ? options.Network.CreateNetwork(observations, actions.Count, random)
            : options.CreateNetwork(observations, actions, random);
        if (network.ObservationSize != observations.Size || network.ActionCount != actions.Count)
        {
            using QNetwork unfit = network;
            throw new ArgumentException(
                $"CreateNetwork gave a network of {unfit.ObservationSize} values and {unfit.ActionCount} actions; " +
                $"there are {observations.Size} and {actions.Count}.");
        }

        if (options.InitialNetwork is { } initial)
            Begin(network, initial);
        network.MoveTo(TorchDevice.Resolve(options, new ObserverGroup(options.Observers)));
        return network;
    }

    private static void Begin(QNetwork network, QNetwork initial)
    {
        try
        {
            network.CopyWeightsFrom(initial is ConstrainedQNetwork constrained ? constrained.Values : initial);
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
                $"The transitions have {transitions.ObservationSize} values a state and masks of " +
                $"{transitions.MaskedActions} actions; the spaces have {observations.Size} values and {actions.Count} actions.",
                nameof(transitions));
        }
    }

    private void RequireEvaluationEnvironment(VectorEnvironment environments, IEnvironment? evaluation)
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
                $"The environment to evaluate in, {evaluation.Name}, is one that is learned in, and an evaluation would end " +
                "its episode in the middle: give another object of the same kind.",
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
                    $"{name} is {setting}, but there is no environment to evaluate in: give one, or set it to null.",
                    nameof(evaluation));
            }
        }
    }
}
