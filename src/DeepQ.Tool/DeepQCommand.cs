using System.CommandLine;
using System.CommandLine.Parsing;
using DeepQ.Tool.Commands;
using DeepQ.Tool.Output;

namespace DeepQ.Tool;

/// <summary>The command <c>deepq</c> with all that it can do.</summary>
internal static class DeepQCommand
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The command line, without the name of the program.</param>
    /// <param name="output">Receives what was asked for.</param>
    /// <param name="errors">Receives what is wrong, in one line.</param>
    /// <param name="time">The clock; null for that of the machine.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter errors, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        RootCommand root = Create(time ?? TimeProvider.System);
        DetailedHelp.AddTo(root);
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
                await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            await errors.WriteLineAsync($"'deepq {Name(parsed)}--help' lists what there is.").ConfigureAwait(false);
            return ExitCode.UsageError;
        }

        try
        {
            InvocationConfiguration configuration = new() { Output = output, Error = errors, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped before it was done.").ConfigureAwait(false);
            return ExitCode.Failed;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            await errors.WriteLineAsync(ErrorText.Of(failure)).ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Create(TimeProvider time) => new("""
        Works with policies of deep Q-learning and the decisions that they make, without a program of your own.
        A policy is one .onnx file that a training exported. Begin with 'deepq inspect policy.onnx'; 'deepq inspect --help' tells more.
        Exit codes: 0 done, 1 failed or found to be wrong, 2 the command line makes no sense.
        """)
    {
        InspectCommand.Create(),
        CardCommand.Create(),
        VerifyCommand.Create(),
        ActCommand.Create(),
        EvaluateCommand.Create(),
        CompressCommand.Create(),
        ConvertCommand.Create(),
        ServeCommand.Create(),
        DoctorCommand.Create(time),
        ExportCommand.Create(time),
        VersionsCommand.Create(time),
        TryCommand.Create(time),
        PromoteCommand.Create(time),
        RefuseCommand.Create(time),
        RollbackCommand.Create(time),
        HoldCommand.CreateHold(time),
        HoldCommand.CreateRelease(time),
    };

    private static string Name(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
}
