namespace Samples.Training;

/// <summary>Turns the first Ctrl-C into a request to stop training; the second ends the program.</summary>
internal sealed class Interruption : IDisposable
{
    private const string ShowCursor = "\e[?25h";
    private readonly CancellationTokenSource _source = new();

    public Interruption() => Console.CancelKeyPress += OnCancelKeyPress;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
        _source.Dispose();
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs press)
    {
        press.Cancel = !_source.IsCancellationRequested;
        if (press.Cancel)
            _source.Cancel();
        else if (!Console.IsOutputRedirected)
            Console.Write(ShowCursor);
    }
}
