using DeepQ.Environments.Episodes;
using DeepQ.Environments.Randomness;
using DeepQ.Environments.Rendering;

namespace DeepQ.Environments.ClassicControl;

/// <summary>
/// CartPole-v1: a pole stands on a cart; push the cart left or right so that the pole does not fall.
/// </summary>
/// <remarks>
/// <para>
/// Observation: 4 values — position of the cart (m), its velocity (m/s), angle of the pole from the vertical (rad),
/// its angular velocity (rad/s). Actions: 0 left, 1 right, a push of 10 N. Reward: 1 for every step, the last one
/// included. Terminated when the cart leaves ±2.4 m or the pole ±12°; truncated after 500 steps. Each value of the
/// start state is uniform in ±0.05.
/// </para>
/// <para>
/// The dynamics are those of Barto, Sutton and Anderson: Neuronlike adaptive elements that can solve difficult
/// learning control problems (1983), without friction, integrated by Euler's method with steps of 0.02 s in double
/// precision, as Gymnasium does.
/// </para>
/// <para>
/// A saved state has 6 values: position, velocity, angle, angular velocity, elapsed steps, and 1 when the episode is
/// over or 0.
/// </para>
/// </remarks>
public sealed class CartPole : IEnvironment, ITextRenderable
{
    /// <summary>The mean return at which Gymnasium considers the problem solved.</summary>
    public const double SolvedReturn = 475;

    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = 1.0 + PoleMass;
    private const double HalfPoleLength = 0.5;
    private const double PoleMassLength = PoleMass * HalfPoleLength;
    private const double Force = 10.0;
    private const double TimeStep = 0.02;
    private const double MaxPosition = 2.4;
    private const double MaxAngle = 12 * 2 * Math.PI / 360;

    // A terminal observation lies outside the limits of an episode, so the bounds are twice those limits.
    private static readonly float[] High =
        [(float)(2 * MaxPosition), float.PositiveInfinity, (float)(2 * MaxAngle), float.PositiveInfinity];

    private readonly Episode _episode;
    private double _position;
    private double _velocity;
    private double _angle;
    private double _angularVelocity;

    /// <summary>Creates the environment; <see cref="Reset"/> starts the first episode.</summary>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public CartPole(int maxSteps = 500) => _episode = new(this, maxSteps);

    /// <inheritdoc/>
    public string Name => "CartPole-v1";

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; } = new([4], [.. High.Select(bound => -bound)], High);

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; } = new("left", "right");

    /// <inheritdoc/>
    public int StateSize => 4 + Episode.StateSize;

    /// <inheritdoc/>
    public void Reset(Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireObservation(observation);
        _position = random.NextUniform(-0.05, 0.05);
        _velocity = random.NextUniform(-0.05, 0.05);
        _angle = random.NextUniform(-0.05, 0.05);
        _angularVelocity = random.NextUniform(-0.05, 0.05);
        _episode.Start();
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Random random, Span<float> observation)
    {
        _episode.RequireStep(action, observation);

        double force = action == 1 ? Force : -Force;
        (double sin, double cos) = Math.SinCos(_angle);
        double push = (force + PoleMassLength * (_angularVelocity * _angularVelocity) * sin) / TotalMass;
        double angularAcceleration = (Gravity * sin - cos * push)
            / (HalfPoleLength * (4.0 / 3.0 - PoleMass * (cos * cos) / TotalMass));
        double acceleration = push - PoleMassLength * angularAcceleration * cos / TotalMass;

        _position += TimeStep * _velocity;
        _velocity += TimeStep * acceleration;
        _angle += TimeStep * _angularVelocity;
        _angularVelocity += TimeStep * angularAcceleration;

        Observe(observation);
        return _episode.Advance(1, Math.Abs(_position) > MaxPosition || Math.Abs(_angle) > MaxAngle);
    }

    /// <inheritdoc/>
    public void SaveState(Span<double> state)
    {
        _episode.Save(state);
        (state[0], state[1], state[2], state[3]) = (_position, _velocity, _angle, _angularVelocity);
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        _episode.RequireObservation(observation);
        _episode.Load(state);
        (_position, _velocity, _angle, _angularVelocity) = (state[0], state[1], state[2], state[3]);
        Observe(observation);
    }

    /// <inheritdoc/>
    public string Render()
    {
        const int HalfWidth = 24;
        int cart = (int)Math.Round(Math.Clamp(_position / MaxPosition, -1, 1) * HalfWidth) + HalfWidth;
        char pole = _angle < -MaxAngle / 4 ? '\\' : _angle > MaxAngle / 4 ? '/' : '|';
        string indent = new(' ', cart);
        return $"{indent}{pole}\n{new string('-', cart)}#{new string('-', 2 * HalfWidth - cart)}\n"
            + $"x = {_position:F3} m, angle = {double.RadiansToDegrees(_angle):F2}°";
    }

    private void Observe(Span<float> observation)
    {
        // Writing the last one first costs one bounds check instead of four.
        observation[3] = (float)_angularVelocity;
        observation[2] = (float)_angle;
        observation[1] = (float)_velocity;
        observation[0] = (float)_position;
    }
}
