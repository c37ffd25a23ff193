namespace AgentPolicy.Packaging;

/// <summary>Something that holds for whoever uses the package. Needs no other check to have run before.</summary>
internal sealed record Check(string Name, Action<Workspace> Run)
{
    /// <summary>What does not hold, with the output of the command that showed it; null where all does.</summary>
    public string? FindFailure(Workspace workspace)
    {
        try
        {
            Run(workspace);
            return null;
        }
        catch (CheckFailedException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return exception.ToString();
        }
    }
}
