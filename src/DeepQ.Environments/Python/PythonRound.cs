using System.Buffers.Binary;
using static DeepQ.Environments.Python.PythonMessage;

namespace DeepQ.Environments.Python;

/// <summary>Steps, or resets, of several environments that are announced one by one, go out as one message, and are taken one by one.</summary>
internal sealed class PythonRound
{
    private const int PairSize = 2 * sizeof(int);

    private readonly PythonConnection _connection;
    private readonly PythonResults _results;
    private readonly TimeSpan _timeout;
    private readonly byte _kind;
    private readonly string _call;
    private readonly byte[] _request;

    // For each environment the row of its result, from the announcement until it is taken.
    private readonly int[] _rows;
    private int _announced;
    private int _untaken;
    private bool _isSent;
    private bool _isReceived;

    /// <summary>Begins with nothing announced.</summary>
    /// <param name="kind">Steps or resets.</param>
    /// <param name="process">The process of the environments.</param>
    /// <param name="count">The number of environments.</param>
    /// <param name="options">The options of the process.</param>
    public PythonRound(byte kind, PythonProcess process, int count, PythonEnvironmentOptions options)
    {
        (_connection, _timeout, _kind, _call) = (process.Connection, options.StepTimeout, kind, kind == Step ? "step()" : "reset()");
        _results = new(process.Connection, process.Description, process.Name, options);
        _request = new byte[HeaderSize + PairSize * count];
        _rows = new int[count];
        Array.Fill(_rows, -1);
    }

    /// <summary>Returns whether an environment is announced and its result not taken.</summary>
    public bool Has(int environment) => _rows[environment] >= 0;

    /// <summary>Announces an environment, unless results of others that were sent are still to be taken. Drops a result of its own.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="value">Its action or seed.</param>
    public void Announce(int environment, int value)
    {
        if (_isSent)
        {
            Drop(environment);
            // By another thread, or never after a failure: this environment goes alone.
            if (_untaken > 0)
                return;
            Finish();
            (_announced, _isSent, _isReceived) = (0, false, false);
        }

        if (!Has(environment))
        {
            _rows[environment] = _announced++;
            _untaken++;
        }

        Span<byte> pair = _request.AsSpan(HeaderSize + PairSize * _rows[environment]);
        BinaryPrimitives.WriteInt32LittleEndian(pair, environment);
        BinaryPrimitives.WriteInt32LittleEndian(pair[sizeof(int)..], value);
    }

    /// <summary>Gets whether something is announced and not sent.</summary>
    public bool IsToSend => _announced > 0 && !_isSent;

    /// <summary>Sends what is announced.</summary>
    public void Send()
    {
        _isSent = true;
        _connection.Send(_kind, _request.AsSpan(0, HeaderSize + PairSize * _announced));
    }

    /// <summary>Waits for the results of what was sent; nothing when they are there, or nothing was sent.</summary>
    public void Finish()
    {
        if (!_isSent || _isReceived)
            return;
        _isReceived = true;
        _results.Receive(_announced, _timeout, _call);
    }

    /// <summary>Takes the result of an environment that is announced.</summary>
    public StepResult Take(int environment, Span<float> observation, Span<bool> mask)
    {
        int row = _rows[environment];
        Drop(environment);
        Finish();
        return _results.Read(row, environment, _call, observation, mask);
    }

    /// <summary>Forgets the result of an environment.</summary>
    public void Drop(int environment)
    {
        if (!Has(environment))
            return;
        _rows[environment] = -1;
        _untaken--;
    }
}
