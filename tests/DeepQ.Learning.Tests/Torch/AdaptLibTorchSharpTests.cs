using System.Collections;
using System.Text;
using DeepQ.Learning.Tests.Support;
using Microsoft.Build.Framework;

namespace DeepQ.Learning.Tests.Torch;

public sealed class AdaptLibTorchSharpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Copy => Path.Combine(_folder["obj"], "libLibTorchSharp.so");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_copy_asks_for_the_older_symbol_of_the_older_version_and_is_otherwise_the_same()
    {
        byte[] before = File.ReadAllBytes(LibTorchSharpFile.Path), after = [.. before];

        Assert.Null(new LibTorchSharpImage(after).Adapt());

        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        int name = before.AsSpan().IndexOf(Encoding.ASCII.GetBytes("_ZSt21ios_base_library_initv\0"));
        int[] inName = [.. changed.Where(i => i >= name && i < name + 28)], elsewhere = [.. changed.Except(inName)];
        Assert.Equal("_ZNSt8ios_base4InitC1Ev\0\0\0\0\0", Encoding.ASCII.GetString(after, name, 28));

        // The hash and the name of one needed version: two words of four bytes, eight apart.
        int entry = elsewhere.Min() & ~3;
        Assert.All(elsewhere, i => Assert.Contains((i & ~3) - entry, new[] { 0, 8 }));
        Assert.Equal(LibTorchSharpFile.HashOf("GLIBCXX_3.4"), BitConverter.ToUInt32(after, entry));
        Assert.Equal(LibTorchSharpFile.HashOf("GLIBCXX_3.4.32"), BitConverter.ToUInt32(before, entry));
    }

    [Fact]
    public void What_asks_for_nothing_new_is_left_alone()
    {
        byte[] image = File.ReadAllBytes(LibTorchSharpFile.Path);
        Assert.Null(new LibTorchSharpImage(image).Adapt());
        byte[] adapted = [.. image];

        Assert.StartsWith("it does not ask for GLIBCXX_3.4.32", new LibTorchSharpImage(image).Adapt());
        Assert.Equal(adapted, image);
    }

    [Fact]
    public void A_library_that_asks_for_another_symbol_is_refused_by_its_name()
    {
        byte[] image = LibTorchSharpFile.ReadWith("_ZSt21ios_base_library_initv", "_ZSt21ios_base_something_newv"[..28]);
        byte[] before = [.. image];

        Assert.Equal(
            "it is not the one of TorchSharp 0.107: of GLIBCXX_3.4.32 it asks for _ZSt21ios_base_something_new.",
            new LibTorchSharpImage(image).Adapt());
        Assert.Equal(before, image);
    }

    [Fact]
    public void What_is_no_library_is_refused()
    {
        byte[] whole = File.ReadAllBytes(LibTorchSharpFile.Path);
        int[] lengths = [0, 1, 63, 64, 4_096, whole.Length / 2, whole.Length - 4_096];

        Assert.All(lengths, length => Assert.NotNull(new LibTorchSharpImage(whole[..length]).Adapt()));
        Assert.Equal("it is not a 64-bit ELF library.", new LibTorchSharpImage(Encoding.ASCII.GetBytes(new string('x', 99))).Adapt());
    }

    [Fact]
    public void The_task_writes_a_copy_says_so_in_one_line_and_leaves_the_package_as_it_is()
    {
        var engine = new Engine();
        byte[] before = File.ReadAllBytes(LibTorchSharpFile.Path);
        var task = new AdaptLibTorchSharp { BuildEngine = engine, Library = LibTorchSharpFile.Path, Copy = Copy, Always = true };

        Assert.True(task.Execute());

        Assert.True(task.Adapted);
        Assert.Contains("takes a copy that is adapted", Assert.Single(engine.Lines));
        Assert.Equal(before, File.ReadAllBytes(LibTorchSharpFile.Path));
        Assert.NotEqual(before, File.ReadAllBytes(Copy));
    }

    [Fact]
    public void The_task_refuses_a_library_that_it_does_not_know()
    {
        var engine = new Engine();
        string library = _folder["other.so"];
        File.WriteAllBytes(library, LibTorchSharpFile.ReadWith("_ZSt21ios_base_library_initv", "_ZSt21ios_base_library_init2"));

        Assert.False(new AdaptLibTorchSharp { BuildEngine = engine, Library = library, Copy = Copy, Always = true }.Execute());

        Assert.Contains("asks for _ZSt21ios_base_library_init2", Assert.Single(engine.Lines));
        Assert.False(File.Exists(Copy));
    }

    [LinuxFact]
    public void The_task_does_nothing_where_the_library_loads_as_it_is()
    {
        var engine = new Engine();
        var task = new AdaptLibTorchSharp { BuildEngine = engine, Library = LibTorchSharpFile.Path, Copy = Copy };

        Assert.True(task.Execute());

        Assert.Equal(!StandardLibrary.Has("_ZSt21ios_base_library_initv"), task.Adapted);
        Assert.Equal(task.Adapted, File.Exists(Copy));
        Assert.Equal(task.Adapted ? 1 : 0, engine.Lines.Count);
        Assert.True(StandardLibrary.Has("_ZNSt8ios_base4InitC1Ev"));
    }

    private sealed class Engine : IBuildEngine
    {
        public List<string> Lines { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string project, string[] targets, IDictionary properties, IDictionary outputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e) => Lines.Add(e.Message!);

        public void LogErrorEvent(BuildErrorEventArgs e) => Lines.Add(e.Message!);

        public void LogMessageEvent(BuildMessageEventArgs e) => Lines.Add(e.Message!);

        public void LogWarningEvent(BuildWarningEventArgs e) => Lines.Add(e.Message!);
    }
}
