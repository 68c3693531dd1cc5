namespace DeepQ.Learning;

public sealed partial class DqnTrainer
{
    private DqnLearner CreateLearner(BoxSpace observations, DiscreteSpace actions, Xoshiro256 random)
    {
        QNetwork network = _options.CreateNetwork is null
            ? _options.Network.CreateNetwork(observations, actions.Count, random.Fork())
            : _options.CreateNetwork(observations, actions, random.Fork());
        if (network.ObservationSize != observations.Size || network.ActionCount != actions.Count)
        {
            using QNetwork unfit = network;
            throw new ArgumentException(
                $"CreateNetwork gave a network of {unfit.ObservationSize} values and {unfit.ActionCount} actions; " +
                $"there are {observations.Size} and {actions.Count}.");
        }

        network.MoveTo(TorchDevice.Resolve(_options, new ObserverGroup(_options.Observers)));
        return new DqnLearner(network, _options, random.Fork());
    }

    private static void RequireSpaces(ReplayBuffer transitions, BoxSpace observations, DiscreteSpace actions)
    {
        if (transitions.ObservationSize != observations.Size ||
            (transitions.MaskedActions != 0 && transitions.MaskedActions != actions.Count))
        {
            throw new ArgumentException(
                $"The transitions have {transitions.ObservationSize} values a state and masks of {transitions.MaskedActions} " +
                $"actions; the spaces have {observations.Size} values and {actions.Count} actions.",
                nameof(transitions));
        }
    }

    private void RequireEvaluationEnvironment(VectorEnvironment environments, IEnvironment? evaluation)
    {
        if (evaluation is null)
        {
            if (_options.Patience is not null)
            {
                throw new ArgumentException(
                    $"Patience is {_options.Patience}, but there is no environment to evaluate in: give one, or set it to null.",
                    nameof(evaluation));
            }

            if (_options.TargetReturn is not null)
            {
                throw new ArgumentException(
                    $"TargetReturn is {_options.TargetReturn}, but there is no environment to evaluate in: give one, or set it to null.",
                    nameof(evaluation));
            }

            return;
        }

        if (evaluation.ObservationSpace.Size != environments.ObservationSpace.Size ||
            evaluation.ActionSpace.Count != environments.ActionSpace.Count)
        {
            throw new ArgumentException(
                $"{evaluation.Name} has {evaluation.ObservationSpace.Size} values and {evaluation.ActionSpace.Count} actions; " +
                $"the environment to learn in has {environments.ObservationSpace.Size} and {environments.ActionSpace.Count}.",
                nameof(evaluation));
        }
    }
}
