using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace ClusterSample.Kills;

/// <summary>
/// Writes a line for each block of experience that the replay shards of a silo receive, and for each step that the learner tells them, at
/// once: nothing of it is lost when the process is killed.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class BlockLogFilter(string path) : IIncomingGrainCallFilter, IDisposable
{
    private readonly StreamWriter _writer = new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    private readonly Lock _writing = new();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Name != "IReplayShardGrain")
        {
            await context.Invoke();
            return;
        }

        byte[]? bytes = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument).OfType<byte[]>().SingleOrDefault();
        // What the learner sends begins with a number of batches and its step. Only the library knows that, so a run checks what it reads.
        if (bytes is not null && context.MethodName == "ExchangeAsync")
            Write($"{BlockLog.Step} {BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(sizeof(int)))}");
        await context.Invoke();
        if (bytes is null || context.MethodName != "AppendAsync")
            return;
        string outcome = $"{context.Result}".Contains("Stored", StringComparison.Ordinal) ? BlockLog.Stored : BlockLog.Again;
        Write($"{outcome} {context.TargetContext.ActivationId}/{Convert.ToHexString(SHA256.HashData(bytes))}");
    }

    public void Dispose() => _writer.Dispose();

    private void Write(string text)
    {
        lock (_writing)
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow.Ticks} {text}"));
    }
}
