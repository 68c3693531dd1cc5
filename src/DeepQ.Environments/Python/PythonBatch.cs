using System.Buffers.Binary;
using static DeepQ.Environments.Python.PythonMessage;

namespace DeepQ.Environments.Python;

/// <summary>
/// The steps and resets of the environments of one process: those that are announced go to it in one message, all others in one each.
/// </summary>
internal sealed class PythonBatch
{
    private const int PairSize = 2 * sizeof(int);

    private readonly Lock _gate = new();
    private readonly PythonConnection _connection;
    private readonly PythonResults _results;
    private readonly PythonResults _single;
    private readonly TimeSpan _timeout;
    private readonly byte[] _request;
    private readonly byte[] _singleRequest = new byte[HeaderSize + PairSize];

    // For each environment the action that was announced, and the row of its result until it is taken.
    private readonly int[] _actions;
    private readonly int[] _rows;
    private int _announced;
    private int _untaken;
    private bool _isSent;
    private bool _isReceived;

    /// <summary>Begins with nothing announced.</summary>
    public PythonBatch(PythonConnection connection, PythonDescription description, int count, string name, PythonEnvironmentOptions options)
    {
        (_connection, _timeout) = (connection, options.StepTimeout);
        (_results, _single) = (new(connection, description, name, options), new(connection, description, name, options));
        _request = new byte[HeaderSize + PairSize * count];
        (_actions, _rows) = (new int[count], new int[count]);
        Array.Fill(_rows, -1);
    }

    /// <summary>Announces the action of an environment. A result of it that was not taken is dropped.</summary>
    public void Queue(int environment, int action)
    {
        lock (_gate)
        {
            if (_isSent)
                Drop(environment);
            // Results of others are still to be taken, by another thread or after a failure: this step goes alone.
            if (_isSent && _untaken > 0)
                return;
            if (_isSent)
            {
                Finish();
                (_announced, _isSent, _isReceived) = (0, false, false);
            }

            if (_rows[environment] < 0)
            {
                _rows[environment] = _announced++;
                _untaken++;
            }

            _actions[environment] = action;
            Put(_request, _rows[environment], environment, action);
        }
    }

    /// <summary>Sends the announced actions; nothing when there are none, or they are sent.</summary>
    public void Send()
    {
        lock (_gate)
        {
            if (_isSent || _announced == 0)
                return;
            _isSent = true;
            _connection.Send(Step, _request.AsSpan(0, HeaderSize + PairSize * _announced));
        }
    }

    /// <summary>Takes a step, or its result where it was announced.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="action">The action.</param>
    /// <param name="observation">Receives the observation.</param>
    /// <param name="mask">Receives the mask, if there are masks.</param>
    public StepResult Take(int environment, int action, Span<float> observation, Span<bool> mask)
    {
        lock (_gate)
        {
            int row = _rows[environment];
            if (row < 0)
                return Exchange(Step, environment, action, observation, mask);
            if (_actions[environment] != action)
                throw new InvalidOperationException($"Environment {environment} announced the action {_actions[environment]} and takes {action}.");
            Send();
            Drop(environment);
            Finish();
            return _results.Read(row, environment, "step()", observation, mask);
        }
    }

    /// <summary>Starts an episode.</summary>
    public void Restart(int environment, int seed, Span<float> observation, Span<bool> mask)
    {
        lock (_gate)
        {
            Send();
            Drop(environment);
            Exchange(PythonMessage.Reset, environment, seed, observation, mask);
        }
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

    private StepResult Exchange(byte kind, int environment, int value, Span<float> observation, Span<bool> mask)
    {
        Finish();
        string call = kind == Step ? "step()" : "reset()";
        Put(_singleRequest, 0, environment, value);
        _connection.Send(kind, _singleRequest);
        _single.Receive(1, _timeout, call);
        return _single.Read(0, environment, call, observation, mask);
    }

    private void Finish()
    {
        if (!_isSent || _isReceived)
            return;
        _isReceived = true;
        _results.Receive(_announced, _timeout, "step()");
    }

    private void Drop(int environment)
    {
        if (_rows[environment] < 0)
            return;
        _rows[environment] = -1;
        _untaken--;
    }

    private static void Put(byte[] request, int row, int environment, int value)
    {
        Span<byte> pair = request.AsSpan(HeaderSize + PairSize * row);
        BinaryPrimitives.WriteInt32LittleEndian(pair, environment);
        BinaryPrimitives.WriteInt32LittleEndian(pair[sizeof(int)..], value);
    }
}
