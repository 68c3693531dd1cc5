using DeepQ.Environments.Checking;
using DeepQ.Environments.Episodes;

namespace DeepQ.Environments.Python;

/// <summary>
/// An environment with Gymnasium's interface that runs in a Python process.
/// </summary>
/// <remarks>
/// <para>
/// Actions are <c>Discrete</c>; their names are those of <c>get_action_meanings</c>, if the environment has it. Observations are a
/// <c>Box</c>, as bytes if its type is uint8 and otherwise as 32-bit floats, or <c>Discrete</c>, as one-hot vectors. An
/// <c>action_mask</c> in the info of <c>reset</c> and <c>step</c> says which actions are legal.
/// </para>
/// <para>
/// Each episode starts with a seed that is drawn from the generator; everything random in it comes from Python. The state cannot be saved.
/// After a failure that the process survives, a new episode can be started.
/// </para>
/// </remarks>
public sealed class PythonEnvironment : IEnvironment, IBatchedEnvironment, IDisposable
{
    private readonly Episode _episode;
    private readonly bool[] _mask;

    // One value: a checkpoint records the settings of environments, and where one runs is none.
    private readonly (PythonProcess Process, int Index) _place;

    private int? _seed; // of a reset that is announced

    /// <summary>Starts a process of its own and creates the environment in it.</summary>
    /// <inheritdoc cref="PythonProcess(string, int, PythonEnvironmentOptions?)" path="/*[not(@name='count') and not(self::summary)]"/>
    public PythonEnvironment(string environment, PythonEnvironmentOptions? options = null)
        : this(new PythonProcess(environment, 1, options), 0)
    {
    }

    internal PythonEnvironment(PythonProcess process, int index)
    {
        _place = (process, index);
        (ObservationSpace, ActionSpace) = (process.Description.ObservationSpace, process.Description.ActionSpace);
        (HasActionMask, KeywordArguments) = (process.Description.HasActionMask, process.KeywordArguments);
        _mask = new bool[ActionSpace.Count];
        Array.Fill(_mask, true);
        _episode = new(this, int.MaxValue);
    }

    private PythonBatch Batch => _place.Process.Batch;

    /// <summary>The id, or the file without its folder and the class or function.</summary>
    public string Name => _place.Process.Name;

    /// <summary>The keyword arguments that the environment was created with, as JSON.</summary>
    public string KeywordArguments { get; }

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; }

    /// <inheritdoc/>
    public bool HasActionMask { get; }

    /// <inheritdoc/>
    /// <exception cref="PythonEnvironmentException">The environment or its process failed.</exception>
    /// <exception cref="InvalidOperationException">A value of the observation is not finite, or beyond ±10³⁰.</exception>
    /// <exception cref="ObjectDisposedException">The process was disposed.</exception>
    public void Reset(Random random, Span<float> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        _episode.RequireObservation(observation);
        _episode.Abandon();
        int seed = _seed ?? random.Next();
        _seed = null;
        Batch.Reset(_place.Index, seed, observation, _mask);
        RequireFinite(observation, reward: 0, step: 0);
        _episode.Start();
    }

    /// <inheritdoc/>
    /// <exception cref="PythonEnvironmentException">The environment or its process failed.</exception>
    /// <exception cref="ObjectDisposedException">The process was disposed.</exception>
    public StepResult Step(int action, Random random, Span<float> observation)
    {
        _episode.RequireStep(action, observation);
        int step = _episode.ElapsedSteps + 1;
        try
        {
            StepResult result = Batch.Step(_place.Index, action, observation, _mask);
            RequireFinite(observation, result.Reward, step);
            return _episode.Advance(result.Reward, result.Terminated, result.Truncated);
        }
        catch
        {
            _episode.Abandon();
            throw;
        }
    }

    /// <inheritdoc/>
    public void GetActionMask(Span<bool> legal) => _mask.CopyTo(legal);

    /// <summary>Ends the process, also for the environments that share it.</summary>
    public void Dispose() => _place.Process.Dispose();

    void IBatchedEnvironment.QueueStep(int action)
    {
        if (_episode.IsRunning)
            Batch.QueueStep(_place.Index, action);
    }

    void IBatchedEnvironment.QueueReset(Random random)
    {
        _seed ??= random.Next();
        Batch.QueueReset(_place.Index, _seed.Value);
    }

    void IBatchedEnvironment.Send() => Batch.Send();

    private void RequireFinite(Span<float> observation, double reward, int step)
    {
        if (EnvironmentOutput.FirstProblem(observation[..ObservationSpace.Size], reward) is not null)
            EnvironmentOutput.RequireFinite(this, $"in step {step} of an episode, in environment {_place.Index}", observation, reward);
    }
}
