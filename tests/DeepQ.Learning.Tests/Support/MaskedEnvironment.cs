using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A tabular problem in which some actions are illegal; taking one throws.</summary>
internal sealed class MaskedEnvironment(TabularEnvironment inner, Func<int, int, bool> isLegal)
    : EnvironmentWrapper(inner)
{
    public override bool HasActionMask => true;

    public override void GetActionMask(Span<bool> legal)
    {
        for (int action = 0; action < legal.Length; action++)
            legal[action] = isLegal(((TabularEnvironment)Inner).State, action);
    }

    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        int state = ((TabularEnvironment)Inner).State;
        return isLegal(state, action)
            ? base.Step(action, random, observation)
            : throw new InvalidOperationException($"Action {action} is illegal in state {state}.");
    }
}
