using DeepQ.Environments.Checking;

namespace DeepQ.Environments.Tests.Checking;

public sealed class RememberingTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void What_outlives_a_reset_is_no_fault_where_it_is_said_and_saved(bool isSaid, int faults) => Assert.Equal(
        faults,
        EnvironmentChecker.Check(new Counter(isSaid), steps: 50)
            .Count(fault => fault.StartsWith("Not deterministic", StringComparison.Ordinal)));

    /// <summary>Observes the number of its steps in all episodes.</summary>
    private sealed class Counter(bool remembers) : IEnvironment
    {
        private int _steps;
        private bool _running;

        public string Name => "Counter";

        public BoxSpace ObservationSpace { get; } = new([1], 0, float.PositiveInfinity);

        public DiscreteSpace ActionSpace { get; } = new("count");

        public bool RemembersAcrossEpisodes => remembers;

        public int StateSize => 2;

        public void Reset(Random random, Span<float> observation) => (observation[0], _running) = (_steps, true);

        public StepResult Step(int action, Random random, Span<float> observation)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(action, 0);
            if (!_running)
                throw new InvalidOperationException("Not running.");
            observation[0] = ++_steps;
            _running = _steps % 10 != 0;
            return new StepResult(0, !_running, false);
        }

        public void SaveState(Span<double> state) => (state[0], state[1]) = (_steps, _running ? 1 : 0);

        public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
        {
            (_steps, _running) = ((int)state[0], state[1] == 1);
            observation[0] = _steps;
        }
    }
}
