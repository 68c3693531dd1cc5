using DeepQ.Environments.Episodes;
using DeepQ.Environments.Randomness;
using DeepQ.Environments.Rendering;

namespace DeepQ.Environments.ClassicControl;

/// <summary>
/// MountainCar-v0: a car in a valley is too weak to climb the hill on the right and must swing up from the left.
/// </summary>
/// <remarks>
/// <para>
/// Observation: 2 values — position, from -1.2 to 0.6, and velocity, within ±0.07 a step. Actions: 0 left, 1 coast,
/// 2 right. Reward: -1 for every step, the last one included. Terminated when the position reaches 0.5; truncated
/// after 200 steps. The start position is uniform in [-0.6, -0.4), the start velocity 0.
/// </para>
/// <para>
/// The dynamics are those of Moore: Efficient memory-based learning for robot control (1990), as implemented by
/// Gymnasium, in double precision.
/// </para>
/// <para>A saved state has 4 values: position, velocity, elapsed steps, and 1 when the episode is over or 0.</para>
/// </remarks>
public sealed class MountainCar : IEnvironment, ITextRenderable
{
    /// <summary>The mean return at which Gymnasium considers the problem solved.</summary>
    public const double SolvedReturn = -110;

    private const double MinPosition = -1.2;
    private const double MaxPosition = 0.6;
    private const double MaxSpeed = 0.07;
    private const double GoalPosition = 0.5;
    private const double Force = 0.001;
    private const double Gravity = 0.0025;

    private readonly Episode _episode;
    private double _position;
    private double _velocity;

    /// <summary>Creates the environment; <see cref="Reset"/> starts the first episode.</summary>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public MountainCar(int maxSteps = 200) => _episode = new(this, maxSteps);

    /// <inheritdoc/>
    public string Name => "MountainCar-v0";

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; } =
        new([2], [(float)MinPosition, (float)-MaxSpeed], [(float)MaxPosition, (float)MaxSpeed]);

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; } = new("left", "coast", "right");

    /// <inheritdoc/>
    public int StateSize => 2 + Episode.StateSize;

    /// <inheritdoc/>
    public void Reset(Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireObservation(observation);
        (_position, _velocity) = (random.NextUniform(-0.6, -0.4), 0);
        _episode.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Random random, Span<float> observation)
    {
        _episode.RequireStep(action, observation);
        _velocity += (action - 1) * Force + Math.Cos(3 * _position) * -Gravity;
        _velocity = Math.Clamp(_velocity, -MaxSpeed, MaxSpeed);
        _position = Math.Clamp(_position + _velocity, MinPosition, MaxPosition);
        if (_position == MinPosition && _velocity < 0)
            _velocity = 0;

        Observe(observation);
        return _episode.Advance(-1, _position >= GoalPosition && _velocity >= 0);
    }

    /// <inheritdoc/>
    public void SaveState(Span<double> state)
    {
        _episode.Save(state);
        (state[0], state[1]) = (_position, _velocity);
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        _episode.RequireObservation(observation);
        _episode.Load(state);
        (_position, _velocity) = (state[0], state[1]);
        Observe(observation);
    }

    /// <inheritdoc/>
    public string Render()
    {
        TextCanvas canvas = new(width: 61, height: 10, MinPosition, MaxPosition, bottom: 0, top: 1);
        for (int i = 0; i <= 60; i++)
        {
            double position = MinPosition + i * (MaxPosition - MinPosition) / 60;
            canvas.Plot(position, Height(position), '.');
        }

        canvas.Plot(GoalPosition, Height(GoalPosition), 'F');
        canvas.Plot(_position, Height(_position), 'o');
        return $"{canvas}\nposition = {_position:F3}, velocity = {_velocity:F4}";

        static double Height(double position) => 0.45 * Math.Sin(3 * position) + 0.5;
    }

    private void Observe(Span<float> observation)
    {
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }
}
