namespace DeepQ.Contract.Tests.Data;

/// <summary>A file that goes away with its owner.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(string content)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllText(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
