using DeepQ.Environments;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>A frozen lake that does something at each step: waits, so that a training takes its time and no core, or fails.</summary>
internal sealed class WaitingLake(Action atStep) : EnvironmentWrapper(new FrozenLake(isSlippery: false))
{
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        atStep();
        return base.Step(action, random, observation);
    }
}
