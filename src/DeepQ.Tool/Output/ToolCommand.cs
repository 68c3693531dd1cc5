using System.CommandLine;

namespace DeepQ.Tool.Output;

/// <summary>A command whose help has more than a sentence.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does, in a sentence: the list of commands has it.</param>
/// <param name="details">What its own help says further, with an example.</param>
internal sealed class ToolCommand(string name, string description, string details) : Command(name, description)
{
    public string Details => details;
}
