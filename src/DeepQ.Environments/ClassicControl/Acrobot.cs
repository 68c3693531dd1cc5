using DeepQ.Environments.Episodes;
using DeepQ.Environments.Randomness;
using DeepQ.Environments.Rendering;

namespace DeepQ.Environments.ClassicControl;

/// <summary>
/// Acrobot-v1: two links hang from a fixed point; a torque on the joint between them must swing the free end up.
/// </summary>
/// <remarks>
/// <para>
/// Observation: 6 values — cosine and sine of the first link's angle from straight down, cosine and sine of the second
/// link's angle relative to the first, and both angular velocities (rad/s), within ±4π and ±9π. Actions: a torque of
/// -1, 0 or 1 N·m. Reward: -1 for every step, 0 for the one that reaches the goal. Terminated when the free end is
/// more than 1 m above the fixed point; truncated after 500 steps. Angles and velocities start uniform in ±0.1.
/// </para>
/// <para>
/// The equations of motion are those of Sutton and Barto's book (Sutton: Generalization in reinforcement learning,
/// 1996, lacks a term that its experiments had), integrated by the Runge–Kutta method of fourth order with steps of
/// 0.2 s in double precision. Gymnasium rounds the start state to single precision, and so does this.
/// </para>
/// <para>
/// A saved state has 6 values: both angles, both angular velocities, elapsed steps, and 1 when the episode is over or
/// 0.
/// </para>
/// </remarks>
public sealed class Acrobot : IEnvironment, ITextRenderable
{
    /// <summary>The mean return at which Gymnasium considers the problem solved.</summary>
    public const double SolvedReturn = -100;

    private const double TimeStep = 0.2;
    private const double MaxVelocity1 = 4 * Math.PI;
    private const double MaxVelocity2 = 9 * Math.PI;

    private static readonly float[] High = [1, 1, 1, 1, (float)MaxVelocity1, (float)MaxVelocity2];

    private readonly Episode _episode;
    private AcrobotMotion _motion;

    /// <summary>Creates the environment; <see cref="Reset"/> starts the first episode.</summary>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public Acrobot(int maxSteps = 500) => _episode = new(this, maxSteps);

    /// <inheritdoc/>
    public string Name => "Acrobot-v1";

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; } = new([6], [.. High.Select(bound => -bound)], High);

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; } = new("torque -1", "torque 0", "torque +1");

    /// <inheritdoc/>
    public int StateSize => 4 + Episode.StateSize;

    /// <inheritdoc/>
    public void Reset(Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireObservation(observation);
        _motion = new(Draw(random), Draw(random), Draw(random), Draw(random));
        _episode.Start();
        Observe(observation);

        static double Draw(Random random) => (float)random.NextUniform(-0.1, 0.1);
    }

    /// <inheritdoc/>
    public StepResult Step(int action, Random random, Span<float> observation)
    {
        _episode.RequireStep(action, observation);
        AcrobotMotion next = _motion.Integrate(torque: action - 1, TimeStep);
        _motion = new(
            Wrap(next.Angle1),
            Wrap(next.Angle2),
            Math.Clamp(next.Velocity1, -MaxVelocity1, MaxVelocity1),
            Math.Clamp(next.Velocity2, -MaxVelocity2, MaxVelocity2));

        bool terminated = -Math.Cos(_motion.Angle1) - Math.Cos(_motion.Angle2 + _motion.Angle1) > 1;
        Observe(observation);
        return _episode.Advance(terminated ? 0 : -1, terminated);
    }

    /// <inheritdoc/>
    public void SaveState(Span<double> state)
    {
        _episode.Save(state);
        (state[0], state[1], state[2], state[3]) = _motion;
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        _episode.RequireObservation(observation);
        _episode.Load(state);
        _motion = new(state[0], state[1], state[2], state[3]);
        Observe(observation);
    }

    /// <inheritdoc/>
    public string Render()
    {
        TextCanvas canvas = new(width: 41, height: 21, left: -2, right: 2, bottom: -2, top: 2);
        (double X, double Y) joint = (Math.Sin(_motion.Angle1), -Math.Cos(_motion.Angle1));
        double angle = _motion.Angle1 + _motion.Angle2;
        (double X, double Y) end = (joint.X + Math.Sin(angle), joint.Y - Math.Cos(angle));
        canvas.Line((-2, 1), (2, 1), '-');
        canvas.Line((0, 0), joint, '*');
        canvas.Line(joint, end, '+');
        canvas.Plot(0, 0, 'O');
        return $"{canvas}\nheight of the free end = {end.Y:F2} m";
    }

    private static double Wrap(double angle)
    {
        while (angle > Math.PI)
            angle -= 2 * Math.PI;
        while (angle < -Math.PI)
            angle += 2 * Math.PI;
        return angle;
    }

    private void Observe(Span<float> observation)
    {
        observation[5] = (float)_motion.Velocity2;
        observation[4] = (float)_motion.Velocity1;
        (double sin2, double cos2) = Math.SinCos(_motion.Angle2);
        (observation[3], observation[2]) = ((float)sin2, (float)cos2);
        (double sin1, double cos1) = Math.SinCos(_motion.Angle1);
        (observation[1], observation[0]) = ((float)sin1, (float)cos1);
    }
}
