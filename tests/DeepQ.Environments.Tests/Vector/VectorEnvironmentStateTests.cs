using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Vector;

public sealed class VectorEnvironmentStateTests
{
    [Fact]
    public void A_loaded_state_continues_bit_for_bit()
    {
        VectorEnvironment original = Create(seed: 1);
        Xoshiro256 policy = new(2);
        original.Reset();
        for (int step = 0; step < 90; step++)
            original.Step(Draw(policy));
        byte[] state = original.SaveState();

        VectorEnvironment restored = Create(seed: 99);
        restored.LoadState(state);
        Assert.Equal(original.Observations, restored.Observations);
        Assert.Equal(original.ActionMasks, restored.ActionMasks);
        for (int step = 0; step < 300; step++)
        {
            int[] actions = Draw(policy);
            original.Step(actions);
            restored.Step(actions);
            Assert.Equal(original.Observations, restored.Observations);
            Assert.Equal(original.FinalObservations, restored.FinalObservations);
            Assert.Equal(original.Rewards, restored.Rewards);
            Assert.Equal(original.Truncated, restored.Truncated);
        }

        static int[] Draw(Xoshiro256 policy) => [policy.Next(4), policy.Next(4), policy.Next(4)];
    }

    [Fact]
    public void A_state_of_other_environments_is_refused()
    {
        VectorEnvironment three = Create(seed: 1);
        three.Reset();
        VectorEnvironment two = new(2, () => new FrozenLake(), new Xoshiro256(1));
        Assert.Equal(
            "The state of 2 × FrozenLake-v1 has 112 bytes; this one has 168. (Parameter 'state')",
            Assert.Throws<ArgumentException>(() => two.LoadState(three.SaveState())).Message);
    }

    [Fact]
    public void An_environment_that_cannot_be_saved_is_named()
    {
        VectorEnvironment vector = new([new CountingEnvironment(2)], new Xoshiro256(0));
        Assert.False(vector.CanSaveState);
        Assert.Equal(
            "Counting cannot save its state, so neither can a vector of it.",
            Assert.Throws<NotSupportedException>(vector.SaveState).Message);
        Assert.True(Create(seed: 0).CanSaveState);
    }

    private static VectorEnvironment Create(ulong seed) => new(3, () => new FrozenLake(), new Xoshiro256(seed));
}
