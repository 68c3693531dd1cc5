namespace DeepQ.Results;

/// <summary>A pendulum that a weak motor has to swing up and keep up, with five torques to choose from.</summary>
/// <remarks>
/// The dynamics and rewards are those of Gymnasium's Pendulum-v1. Observation: cosine and sine of the angle from upright, and the
/// angular velocity, within ±8. Actions: torques of −2, −1, 0, 1 and 2. Reward: −(θ² + 0.1 ω² + 0.001 τ²) a step. It starts anywhere,
/// with a velocity within ±1, never terminates, and is truncated after 200 steps. A good controller gets about −150; −1,200 is that
/// of chance.
/// </remarks>
internal sealed class Pendulum : IEnvironment
{
    private const double Gravity = 10;
    private const double TimeStep = 0.05;
    private const double MaxSpeed = 8;
    private const int MaxSteps = 200;

    private double _angle;
    private double _speed;
    private int _steps;

    public string Name => "Pendulum, five torques";

    public BoxSpace ObservationSpace { get; } = new([3], [-1, -1, -(float)MaxSpeed], [1, 1, (float)MaxSpeed]);

    public DiscreteSpace ActionSpace { get; } = new("-2", "-1", "0", "1", "2");

    public void Reset(Random random, Span<float> observation)
    {
        (_angle, _speed, _steps) = (Math.PI * ((2 * random.NextDouble()) - 1), (2 * random.NextDouble()) - 1, 0);
        Observe(observation);
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        double torque = action - 2;
        double fromUpright = Math.IEEERemainder(_angle, 2 * Math.PI);
        double cost = (fromUpright * fromUpright) + (0.1 * _speed * _speed) + (0.001 * torque * torque);
        _speed += ((1.5 * Gravity * Math.Sin(_angle)) + (3 * torque)) * TimeStep;
        _speed = Math.Clamp(_speed, -MaxSpeed, MaxSpeed);
        _angle += _speed * TimeStep;
        _steps++;
        Observe(observation);
        return new StepResult(-cost, Terminated: false, Truncated: _steps == MaxSteps);
    }

    private void Observe(Span<float> observation)
    {
        observation[0] = (float)Math.Cos(_angle);
        observation[1] = (float)Math.Sin(_angle);
        observation[2] = (float)_speed;
    }
}
