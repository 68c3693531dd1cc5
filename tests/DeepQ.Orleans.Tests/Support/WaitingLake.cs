using DeepQ.Environments;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>A frozen lake whose steps wait, so that a training takes its time and no core.</summary>
internal sealed class WaitingLake(Action? atStep = null) : EnvironmentWrapper(new FrozenLake(isSlippery: false))
{
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        atStep?.Invoke();
        return base.Step(action, random, observation);
    }
}
