using static DeepQ.Environments.Python.PythonMessage;

namespace DeepQ.Environments.Python;

/// <summary>
/// The steps and resets of the environments of one process: those that are announced go to it in one message, all others in one each.
/// </summary>
/// <param name="process">The process.</param>
/// <param name="count">The number of environments.</param>
/// <param name="options">The options of the process.</param>
internal sealed class PythonBatch(PythonProcess process, int count, PythonEnvironmentOptions options)
{
    private readonly Lock _gate = new();
    private readonly PythonConnection _connection = process.Connection;
    private readonly PythonRound _steps = new(PythonMessage.Step, process, count, options);
    private readonly PythonRound _resets = new(PythonMessage.Reset, process, count, options);
    private readonly PythonRound _singleStep = new(PythonMessage.Step, process, count, options);
    private readonly PythonRound _singleReset = new(PythonMessage.Reset, process, count, options);

    /// <summary>Announces a step.</summary>
    public void QueueStep(int environment, int action)
    {
        lock (_gate)
            _steps.Announce(environment, action);
    }

    /// <summary>Announces a reset.</summary>
    public void QueueReset(int environment, int seed)
    {
        lock (_gate)
        {
            _steps.Drop(environment);
            _resets.Announce(environment, seed);
        }
    }

    /// <summary>Sends what is announced, and does not wait for the results.</summary>
    public void Send()
    {
        lock (_gate)
            SendRounds();
    }

    /// <summary>Takes a step, or its result where it was announced.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="action">The action.</param>
    /// <param name="observation">Receives the observation.</param>
    /// <param name="mask">Receives the mask, if there are masks.</param>
    public StepResult Step(int environment, int action, Span<float> observation, Span<bool> mask)
    {
        lock (_gate)
            return Take(_steps, _singleStep, environment, action, observation, mask);
    }

    /// <summary>Starts an episode, or takes its first observation where it was announced.</summary>
    public void Reset(int environment, int seed, Span<float> observation, Span<bool> mask)
    {
        lock (_gate)
            Take(_resets, _singleReset, environment, seed, observation, mask);
    }

    /// <summary>Asks the environments to close themselves; nothing while another thread waits for them.</summary>
    /// <param name="timeout">The longest time to wait.</param>
    public void Close(TimeSpan timeout)
    {
        if (!_gate.TryEnter())
            return;
        try
        {
            byte[] buffer = new byte[HeaderSize];
            Finish();
            _connection.Send(PythonMessage.Close, buffer);
            _connection.Receive(ref buffer, longest: 0, timeout, "close()");
        }
        catch (Exception e) when (e is PythonEnvironmentException or ObjectDisposedException)
        {
            // It is ended in any case.
        }
        finally
        {
            _gate.Exit();
        }
    }

    private StepResult Take(PythonRound round, PythonRound single, int environment, int value, Span<float> observation, Span<bool> mask)
    {
        SendRounds();
        if (round.Has(environment))
            return round.Take(environment, observation, mask);
        _steps.Drop(environment);
        Finish();
        single.Announce(environment, value);
        single.Send();
        return single.Take(environment, observation, mask);
    }

    // One request at a time: what was sent before is waited for.
    private void SendRounds()
    {
        foreach (PythonRound round in (ReadOnlySpan<PythonRound>)[_steps, _resets])
        {
            if (!round.IsToSend)
                continue;
            Finish();
            round.Send();
        }
    }

    private void Finish()
    {
        _steps.Finish();
        _resets.Finish();
    }
}
