namespace DeepQ.Environments;

public sealed partial class VectorEnvironment
{
    private void RequireLegal(ReadOnlySpan<int> actions)
    {
        if (actions.Length != Count)
        {
            throw new ArgumentException(
                $"{Count} environments need {Count} actions, not {actions.Length}.", nameof(actions));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            if ((uint)actions[i] >= (uint)_actionCount)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(actions), actions[i], $"Environment {i} has the actions 0 to {_actionCount - 1}.");
            }

            if (HasActionMask && !Mask(_actionMasks, i)[actions[i]])
            {
                throw new ArgumentException(
                    $"Action {actions[i]} ({ActionSpace.Names[actions[i]]}) is not legal in environment {i} now.",
                    nameof(actions));
            }
        }
    }

    private static void RequireOneKind(IEnvironment[] environments)
    {
        if (environments.Length == 0)
            throw new ArgumentException("A vector needs at least one environment.", nameof(environments));

        IEnvironment first = environments[0];
        HashSet<IEnvironment> cores = new(ReferenceEqualityComparer.Instance) { IWrapper.Unwrap(first) };
        for (int i = 1; i < environments.Length; i++)
        {
            IEnvironment other = environments[i];
            if (!cores.Add(IWrapper.Unwrap(other)))
                throw new ArgumentException($"Environment {i} is in the list already.", nameof(environments));

            if (other.ObservationSpace.Size != first.ObservationSpace.Size
                || other.ActionSpace.Count != first.ActionSpace.Count
                || other.HasActionMask != first.HasActionMask)
            {
                throw new ArgumentException(
                    $"All environments must be of one kind. Environment 0 is {Describe(first)}; environment {i} is "
                    + $"{Describe(other)}.",
                    nameof(environments));
            }
        }
    }

    private static string Describe(IEnvironment environment) =>
        $"{environment.Name} with {environment.ObservationSpace.Size} observed values, "
        + $"{environment.ActionSpace.Count} actions and {(environment.HasActionMask ? "a" : "no")} mask";
}
