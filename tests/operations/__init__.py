"""Operations of EC2 and STS, end to end, through real clients."""
