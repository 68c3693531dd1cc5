using System.Xml.Linq;
using DeepQ.Architecture.Tests.Words;

namespace DeepQ.Architecture.Tests;

/// <summary>Holds the compiled libraries against docs/architecture.md.</summary>
public sealed class ArchitectureTests
{
    private static readonly ArchitecturePage Page = ArchitecturePage.Read();

    public static TheoryData<string> AllProjects => [.. SourceTree.Projects];

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Folders_stand_in_the_table_once_and_use_folders_of_lower_floors_only(string project)
    {
        TypeFolders folders = new(project, Page);
        CompiledAssembly assembly = CompiledAssembly.Of(project);
        IEnumerable<FolderUse> uses = assembly.Uses
            .Select(use => (From: folders.Of(use.From), To: folders.Of(use.To), use))
            .Where(pair => pair.From is not null && pair.To is not null)
            .Select(pair => new FolderUse(pair.use.From, pair.From!, pair.use.To, pair.To!));
        FloorRow[] table = [.. Page.FloorsOf(project)];
        AssertNone([.. FloorRule.TableProblems(table, SourceTree.FoldersOf(project)), .. FloorRule.Problems(table, uses)]);
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Namespaces_are_those_of_folders_but_for_the_types_that_a_program_starts_with(string project) =>
        AssertNone(SourceTree.FilesOf(project).SelectMany(file => NamespaceRule.Problems(
            file, SourceTree.RootNamespaceOf(project), Page.StartTypes.Where(start => start.Project == project))));

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Types_that_a_program_starts_with_are_where_the_page_says(string project) =>
        AssertNone(Page.StartTypes
            .Where(start => start.Project == project)
            .Where(start => CompiledAssembly.Of(project).Types.All(type => type != start.FullName))
            .Select(start => $"{start.FullName} is no type of {project}."));

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Projects_use_those_that_the_page_allows(string project)
    {
        IReadOnlySet<string> allowed = Page.AllowedFor(project);
        AssertNone(AssemblyReferences.In(project)
            .Where(name => name.StartsWith("DeepQ", StringComparison.Ordinal) && !allowed.Contains(name))
            .Select(name => $"{project} refers to {name}, which the page does not list."));
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void No_library_sees_what_is_internal_of_another(string project) =>
        AssertNone(AssemblyReferences.FriendsOf(project)
            .Intersect(SourceTree.Projects)
            .Select(friend => $"{project} shows its internal types to {friend}: make public what users need too, or move it."));

    [Fact]
    public void Tests_see_what_is_internal() =>
        Assert.Contains("DeepQ.Learning.Tests", AssemblyReferences.FriendsOf("DeepQ.Learning"));

    [Fact]
    public void Every_project_stands_in_the_table_of_projects() =>
        Assert.Equal(SourceTree.Projects, Page.Projects.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("DeepQ.Environments")]
    [InlineData("DeepQ.Onnx")]
    [InlineData("DeepQ.Policies")]
    [InlineData("DeepQ.Decisions")]
    [InlineData("DeepQ.Tool")]
    [InlineData("DeepQ.Serving")]
    [InlineData("DeepQ.MLNet.Serving")]
    public void What_serves_has_no_torch(string project) => Assert.DoesNotContain(
        AssemblyReferences.Behind(project), name => name.Contains("Torch", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("DeepQ.Policies")]
    [InlineData("DeepQ.Decisions")]
    [InlineData("DeepQ.Tool")]
    public void What_acts_anywhere_has_no_native_runtime(string project) => Assert.DoesNotContain(
        AssemblyReferences.Behind(project), name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal));

    [Fact]
    public void What_learns_has_torch() => Assert.Contains("TorchSharp", AssemblyReferences.Behind("DeepQ.MLNet"));

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void No_number_is_handed_to_torch_that_nothing_keeps_alive(string project) => AssertNone(WrappedNumbers.In(project));

    [Fact]
    public void Kernels_know_nothing_of_networks()
    {
        const string kernels = "DeepQ.Learning.Kernels.";
        CompiledAssembly learning = CompiledAssembly.Of("DeepQ.Learning");
        Assert.Contains(learning.Types, type => type.StartsWith(kernels, StringComparison.Ordinal));
        AssertNone(learning.Uses
            .Where(use => use.From.StartsWith(kernels, StringComparison.Ordinal))
            .Where(use => !use.To.StartsWith(kernels, StringComparison.Ordinal))
            .Select(use => $"{use.From} uses {use.To}."));
        AssertNone(learning.ForeignUses
            .Where(use => use.From.StartsWith(kernels, StringComparison.Ordinal))
            .Where(use => use.To.Split('.')[0] is "TorchSharp" or "DeepQ")
            .Select(use => $"{use.From} uses {use.To}."));
    }

    [Fact]
    public void Tests_that_measure_time_are_in_projects_that_run_alone()
    {
        string[] alone = [.. XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Solution.targets"))
            .Descendants("TimedProject")
            .Select(item => ((string)item.Attribute("Condition")!).Split('\'')[^2])];
        string[] measure = [.. ReadableFiles.Sources
            .Where(path => ReadableFiles.Read(path).Contains("[Trait(\"Category\", \"Timing\")]", StringComparison.Ordinal))
            .Select(path => path.Split('/')[1])
            .Where(project => project != "DeepQ.Architecture.Tests")
            .Distinct()];
        Assert.NotEmpty(measure);
        Assert.Equal(alone.Order(), measure.Order());
    }

    private static void AssertNone(IEnumerable<string> problems)
    {
        string[] found = [.. problems.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }
}
