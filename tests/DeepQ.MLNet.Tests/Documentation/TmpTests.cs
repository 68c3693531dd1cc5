using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Documentation;

public sealed class TmpTests
{
    [Fact]
    public void Print()
    {
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile(File.ReadAllText("/tmp/spdoc/prog.txt"));
        (int code, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(3));
        File.WriteAllText("/tmp/spdoc/out.txt", $"{code}\n{output}");
    }
}
